"""Exported loops over recurrent cells, as `measure` sees them, against torch.nn.RNN, LSTM and GRU. Run with
export_test.py."""
import json
import unittest

import torch
from torch import nn

import graph_cases
from export_test import ExportTest, export, needs_tracing

SEQUENCES = torch.randn(4, 6, 4, generator=torch.Generator().manual_seed(5), dtype=torch.float64)
CLASSES = torch.tensor([0, 1, 2, 1])


class Stacked(nn.Module):
    """Two cells, one over the other."""

    def __init__(self):
        super().__init__()
        self.first, self.second, self.head = nn.RNNCell(4, 5), nn.RNNCell(5, 6), nn.Linear(6, 3)

    def forward(self, x):
        lower = upper = None
        for step in range(x.shape[1]):
            lower = self.first(x[:, step], lower)
            upper = self.second(lower, upper)
        return self.head(upper)


class Handmade(nn.Module):
    """A recurrence without a cell."""

    def __init__(self):
        super().__init__()
        self.read, self.keep, self.tanh, self.head = nn.Linear(4, 5), nn.Linear(5, 5), nn.Tanh(), nn.Linear(5, 3)

    def forward(self, x):
        state = self.tanh(self.read(x[:, 0]))
        for step in range(1, x.shape[1]):
            state = self.tanh(self.read(x[:, step]) + self.keep(state))
        return self.head(state)


@needs_tracing
class Recurrent(ExportTest):
    def expect_close(self, found, expected, what):
        self.assertLess(abs(found - expected), 1e-8 * abs(expected), what)

    def expect_norms(self, states, loss):
        """The norms of the gradient by each state, by time."""
        gradients = torch.autograd.grad(loss, states, retain_graph=True)
        rows = self.answer()["time_gradients"]["rows"]
        self.assertEqual([row["time"] for row in rows], list(range(len(states))))
        for row, gradient in zip(rows, gradients):
            self.expect_close(row["gradient_norm"], float(gradient.norm()), f"step {row['time']}")

    def test_as_modules_of_whole_sequences(self):
        """Loss, the gradient of every parameter, and the gradient by the state after every step."""
        for cell, whole in ((nn.RNNCell, nn.RNN), (nn.LSTMCell, nn.LSTM), (nn.GRUCell, nn.GRU)):
            with self.subTest(whole.__name__):
                model, module = graph_cases.Unrolled(cell).double(), whole(4, 5, batch_first=True).double()
                for name, parameter in model.cell.named_parameters():
                    parameter.data.copy_(getattr(module, f"{name}_l0"))
                export(model, SEQUENCES, CLASSES, self.case, time_gradients={})
                names = json.loads((self.case / "names.json").read_text())
                answer = self.answer()

                def loss(outputs):
                    return nn.functional.cross_entropy(model.head(outputs[:, -1]), CLASSES)

                value = loss(module(SEQUENCES)[0])
                self.expect_close(answer["loss"], value.item(), "loss")
                own = {f"cell.{name.removesuffix('_l0')}": each for name, each in module.named_parameters()}
                own |= {f"head.{name}": each for name, each in model.head.named_parameters()}
                found = answer["gradient"]["tensors"]
                self.assertEqual(set(found), {names.get(name, name) for name in own})
                for name, gradient in zip(own, torch.autograd.grad(value, list(own.values()))):
                    self.expect_close(found[names.get(name, name)], float(gradient.norm()), name)

                states, state = [], None
                for step in range(SEQUENCES.shape[1]):
                    _, state = module(SEQUENCES[:, step:step + 1], state)
                    states.append(state[0] if isinstance(state, tuple) else state)
                self.expect_norms(states, loss(states[-1].transpose(0, 1)))

    def test_the_cell_that_is_named(self):
        model = Stacked().double()
        self.expect_refused("time_gradients: found states of first.state, second.state, expected those of one RNNCell",
                            model, SEQUENCES, CLASSES, self.case, time_gradients={})
        self.expect_refused("time_gradients: nodes: found third, expected the name of a node, such as first.state, sec",
                            model, SEQUENCES, CLASSES, self.case, time_gradients={"nodes": "third"})
        for name in ("first", "second"):
            export(model, SEQUENCES, CLASSES, self.case, time_gradients={"nodes": f"{name}.state"})
            states = {"first": [], "second": []}
            hooks = [getattr(model, cell).register_forward_hook(lambda _, __, state, kept=kept: kept.append(state))
                     for cell, kept in states.items()]
            loss = nn.functional.cross_entropy(model(SEQUENCES), CLASSES)
            for hook in hooks:
                hook.remove()
            self.expect_norms(states[name], loss)

    def test_a_recurrence_without_a_cell(self):
        model, states = Handmade().double(), []
        self.expect_refused("time_gradients: found states of no cell, expected those of one RNNCell, LSTMCell or GRU",
                            model, SEQUENCES, CLASSES, self.case, time_gradients={})
        export(model, SEQUENCES, CLASSES, self.case, time_gradients={"nodes": "tanh"})
        model.tanh.register_forward_hook(lambda _, __, state: states.append(state))
        self.expect_norms(states, nn.functional.cross_entropy(model(SEQUENCES), CLASSES))

    def test_a_network_without_states(self):
        """Says what it looked for, in place of an answer of nothing."""
        export(nn.Sequential(nn.Linear(4, 3)), SEQUENCES[:, 0], CLASSES, self.case)
        (self.case / "request.json").write_text('{"time_gradients": {}}')
        self.expect_failure("time_gradients: found no state h.0, h.1")


if __name__ == "__main__":
    unittest.main()
