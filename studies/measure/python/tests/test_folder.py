"""`measure` of a folder, held to closed forms; no torch."""
import subprocess
import sys

import numpy
import pandas
import pytest

import theodolite


def test_answer(regression):
    steps, theta = [0.1, 0.5, -0.2], regression.theta
    found = theodolite.measure(regression.folder, line={"steps": steps}, curvature={"top": 2},
                               plane={"alphas": [0, 1], "betas": [0]})
    assert found["loss"] == pytest.approx(regression.loss(theta), rel=1e-12)
    gradient = regression.gradient(theta)
    assert found["gradient"]["norm"] == pytest.approx(numpy.linalg.norm(gradient), rel=1e-12)
    eigenvalues = numpy.linalg.eigvalsh(regression.hessian)
    assert found["curvature"]["top_eigenvalues"] == pytest.approx(eigenvalues[:1:-1].tolist(), rel=1e-10)
    line = found.frame("line")
    assert line["step_size"].tolist() == steps
    losses = [regression.loss(theta - step * gradient) for step in steps]
    assert line["loss"].tolist() == pytest.approx(losses, rel=1e-12)
    assert line.attrs["units"] == {"step_size": "θ²/loss", "loss": "loss", "gradient_distance": "loss/θ",
                                   "smoothness": "loss/θ²"}
    assert line.attrs["descriptions"]["loss"] == "L(θ − ηg)"
    band = found.frame("landscape").iloc[0]
    assert band["loss_maximum"] == line["loss"].max() and band["loss_minimum"] == line["loss"].min()
    plane = found.frame("plane")
    assert list(plane.columns) == ["alpha", "beta", "loss"] and plane["loss"][0] == found["plane"]["loss"][0][0]
    assert {"line", "landscape", "plane", "curvature", "gradient"} == set(found.tables)
    assert set(found) == {"loss", "gradient", "precision", "line", "curvature", "plane"} and len(found) == 6
    trace = found.scalars.set_index(["entry", "quantity"]).loc[("curvature", "trace")]
    assert trace["value"] == pytest.approx(numpy.trace(regression.hessian), rel=1e-10)
    page = found._repr_html_()
    assert "<table" in page and "top" not in found.scalars["quantity"].tolist() and "landscape" in page
    frame = found.frame("line")
    frame["loss"] = 0.0
    assert found.frame("line")["loss"].ne(0).all()


def test_without_request(regression):
    assert {"evaluation", "line", "covariate_shift", "activations"} <= set(theodolite.measure(regression.folder))


def test_own_request(regression):
    (regression.folder / "request.json").write_text('{"hessian_vector_product": {}}')
    with pytest.raises(theodolite.TheodoliteError, match="found no direction.safetensors"):
        theodolite.measure(regression.folder)


@pytest.mark.parametrize("request_, words", [
    ({"lin": {}}, "lin: found an unknown name, expected one of precision, "),
    ({"activations": {}}, "activations: found no bins, no lower, no upper, expected each of them"),
    ({"curvature": {"top": 2.5}}, "curvature.top: found 2.5, expected a whole number"),
])
def test_refusals(regression, request_, words):
    with pytest.raises(theodolite.TheodoliteError) as caught:
        theodolite.measure(regression.folder, **request_)
    assert words in str(caught.value) and "\n" not in str(caught.value)
    assert caught.value.program == "measure" and caught.value.status == 1


def test_other_refusals(regression, tmp_path):
    with pytest.raises(theodolite.TheodoliteError, match="nowhere/.*: cannot be read: No such file or directory"):
        theodolite.measure(tmp_path / "nowhere")
    with pytest.raises(ValueError, match="x, y: found a batch beside a folder"):
        theodolite.measure(regression.folder, regression.x, regression.y)
    with pytest.raises(theodolite.TheodoliteError) as caught:
        theodolite.call("measure", "--threads", "-1")
    assert caught.value.status == 64
    with pytest.raises(KeyError, match="found no such table, expected one of "):
        theodolite.measure(regression.folder).frame("tables")


def test_warnings(regression):
    with pytest.warns(UserWarning, match="line: found no finite loss and gradient at steps"):
        found = theodolite.measure(regression.folder, line={"steps": [1e308]})
    assert "Not to be relied on" in found._repr_html_() and found["line"]["loss"] == [None]


def test_schema():
    jsonschema = pytest.importorskip("jsonschema")
    schema = theodolite.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]["activations"]["required"] == ["bins", "lower", "upper"]
    assert "steps" in schema["properties"]["line"]["properties"]


def test_version():
    assert theodolite.call("measure", "--version").strip() == theodolite.__version__


def test_imports_no_torch():
    subprocess.run([sys.executable, "-c", "import sys, theodolite; assert 'torch' not in sys.modules"], check=True)


def test_command(regression):
    command = f"{sys.prefix}/bin/theodolite"
    found = subprocess.run([command, "measure", "--case", regression.folder], capture_output=True, text=True)
    assert found.returncode == 0 and '"loss"' in found.stdout
    wrong = subprocess.run([command, "mesure"], capture_output=True, text=True)
    assert wrong.returncode == 64 and "expected one of" in wrong.stderr


def test_frames_are_pandas(regression):
    found = theodolite.measure(regression.folder, activations={"bins": 3, "lower": -1, "upper": 1})
    histograms = found.frame("histograms")
    assert isinstance(histograms, pandas.DataFrame) and histograms["count"].sum() == 12 and len(histograms) == 5
