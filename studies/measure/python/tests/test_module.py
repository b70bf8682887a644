"""`measure` of a torch.nn.Module, held to autograd."""
import pytest

import theodolite

torch = pytest.importorskip("torch")
pytest.importorskip("safetensors")
nn = torch.nn


@pytest.fixture
def batch():
    torch.manual_seed(0)
    return torch.randn(16, 5), torch.randint(3, (16,))


def model():
    torch.manual_seed(1)
    return nn.Sequential(nn.Linear(5, 6), nn.BatchNorm1d(6), nn.Tanh(), nn.Linear(6, 3)).double()


def test_loss_and_gradient(batch):
    x, y = batch
    network = model()
    state = {name: values.clone() for name, values in network.state_dict().items()}
    found = theodolite.measure(network, x, y, evaluation={}, line={"steps": [0.1]}, theory={"layer": 1})
    assert all(torch.equal(values, state[name]) for name, values in network.state_dict().items())
    loss = nn.functional.cross_entropy(network.train()(x.double()), y)
    gradient = torch.autograd.grad(loss, list(network.parameters()))
    assert found["loss"] == pytest.approx(loss.item(), rel=1e-10)
    norm = torch.cat([each.flatten() for each in gradient]).norm().item()
    assert found["gradient"]["norm"] == pytest.approx(norm, rel=1e-8)
    norms = found.frame("gradient").set_index("tensor")["norm"]
    for name, each in zip(dict(network.named_parameters()), gradient):
        assert norms[name] == pytest.approx(each.norm().item(), rel=1e-6, abs=1e-12)
    assert found.names == ["0", "1", "2", "3"] and "parameters in 6 tensors" in found.report
    assert len(found.frame("theory")) == 6


def test_folder_is_kept(batch, tmp_path):
    x, y = batch
    try:
        arrays = x.numpy(), y.numpy()
    except RuntimeError:
        arrays = x, y  # A torch that was built for another NumPy.
    first = theodolite.measure(model(), *arrays, folder=tmp_path / "case", curvature={"top": 1})
    again = theodolite.measure(tmp_path / "case")
    assert first["curvature"] == again["curvature"] and first["loss"] == again["loss"]
    other = theodolite.measure(model(), x, y)
    assert {"line", "activations"} <= set(other)


def test_refusals(batch):
    x, y = batch
    with pytest.raises(ValueError) as caught:
        theodolite.measure(nn.Sequential(nn.Linear(4, 3)), x, y)
    assert "\n" not in str(caught.value)
    with pytest.raises(ValueError, match="loss: found mse, expected one of"):
        theodolite.measure(model(), x, y, loss="mse")
    with pytest.raises(ValueError, match="request: found lines, expected some of"):
        theodolite.measure(model(), x, y, lines={})


@pytest.mark.skipif(not hasattr(torch, "export"), reason="no torch.export")
def test_module_of_nodes(batch):
    class Residual(nn.Module):
        def __init__(self):
            super().__init__()
            self.inner, self.head = nn.Linear(5, 5), nn.Linear(5, 3)

        def forward(self, x):
            return self.head(x + torch.relu(self.inner(x)))

    x, y = batch
    network = Residual().double()
    found = theodolite.measure(network, x, y, activations={"bins": 4, "lower": -1, "upper": 1})
    assert found["loss"] == pytest.approx(nn.functional.cross_entropy(network(x.double()), y).item(), rel=1e-10)
    assert "head" in found.names and len(found.frame("activations")) == len(found.names)
