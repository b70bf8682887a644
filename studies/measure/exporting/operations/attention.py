"""Attention without its parameters."""
import math

from ..layout import Value, renewed, size
from .table import expect, operation


@operation("scaled_dot_product_attention")
def scaled_dot_product_attention(trace, query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False,
                                 scale=None, enable_gqa=False):
    values = [trace.value(each) for each in (query, key, value)]
    width = size(values[0].dims[-1])
    expect(attn_mask is None and not is_causal, "attention with a mask", "attention without one")
    expect(scale is None or math.isclose(scale, width ** -0.5), f"scale={scale}", "1 / sqrt(width)")
    expect(all(each.dims[0] == (trace.batch,) and len(each.dims) in (3, 4) for each in values),
           "attention over other dimensions", "[N, heads, tokens, width]")
    heads = {size(each.dims[1]) for each in values}
    expect(len(values[0].dims) == 3 or len(heads) == 1, "heads that share keys", "as many keys as queries")
    # [N, tokens, width] is one head.
    groups = [each.dims if len(each.dims) == 4 else (each.dims[0], (), *each.dims[1:]) for each in values]
    nodes = [trace.arranged(each, group) for each, group in zip(values, groups)]
    last = renewed(values[2].dims[-1])
    node = trace.graph.add("ScaledDotProductAttention", nodes, trace.site("attention"))
    return Value.laid(node, [*groups[0][:-1], last], [*values[0].dims[:-1], last])
