"""A case of linear regression, whose loss, gradient and Hessian NumPy computes in closed form."""
import json
import struct

import numpy
import pytest


def save(path, tensors):
    """A .safetensors file: the header's length, the header, the values."""
    header, offset = {}, 0
    for name, values in tensors.items():
        header[name] = {"dtype": "F64", "shape": list(values.shape), "data_offsets": [offset, offset + values.nbytes]}
        offset += values.nbytes
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(values.tobytes() for values in tensors.values()))


class Regression:
    """½/N Σ ‖Wx + b − y‖² at W, b: what a case holds, and its derivatives."""

    def __init__(self, folder):
        random = numpy.random.default_rng(0)
        self.folder, self.x, self.y = folder, random.normal(size=(12, 3)), random.normal(size=(12, 1))
        self.theta, self.inputs = random.normal(size=4), numpy.hstack([self.x, numpy.ones((12, 1))])
        folder.mkdir()
        (folder / "model.json").write_text(json.dumps(
            {"input": [3], "loss": "half_mean_squared_error", "layers": [{"type": "Linear", "out_features": 1}]}))
        save(folder / "weights.safetensors", {"0.weight": self.theta[None, :3].copy(), "0.bias": self.theta[3:].copy()})
        save(folder / "batch.safetensors", {"x": self.x, "y": self.y})

    def loss(self, theta):
        return float(((self.inputs @ theta - self.y[:, 0]) ** 2).mean() / 2)

    def gradient(self, theta):
        return self.inputs.T @ (self.inputs @ theta - self.y[:, 0]) / 12

    @property
    def hessian(self):
        return self.inputs.T @ self.inputs / 12


@pytest.fixture
def regression(tmp_path):
    return Regression(tmp_path / "case")
