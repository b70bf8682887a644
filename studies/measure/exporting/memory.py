"""Which tensors of a traced module lie in one memory."""
import operator

import torch


class Memory:
    """Nodes of torch.export by the tensor whose memory they show. An operation in place is a new value to its own
    operand alone; whoever else shows that memory would go on with the old one."""

    def __init__(self, graph):
        self.place = {node: index for index, node in enumerate(graph.nodes)}
        self.first, self.members = {}, {}
        for node in graph.nodes:
            first = self.first.get(node.args[0], node.args[0]) if shows_operand(node) else node
            self.first[node] = first
            self.members.setdefault(first, []).append(node)

    def is_shared(self, node):
        """Whether another tensor that shows what `node` changes was there before it and is read after it."""
        operand, now = node.args[0], self.place[node]
        return any(each is not operand and self.place[each] < now and any(self.place[user] > now for user in each.users)
                   for each in self.members[self.first[operand]])


def shows_operand(node):
    """Whether a node's value is its first operand's memory, or a part of it."""
    if node.op != "call_function" or not node.args or not isinstance(node.args[0], torch.fx.Node):
        return False
    if node.target is operator.getitem:
        return shows_operand(node.args[0])
    schema = getattr(node.target, "_schema", None)
    return schema is not None and any(each.alias_info is not None for each in schema.returns)
