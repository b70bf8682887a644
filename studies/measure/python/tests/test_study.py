"""A study from Python: run, read, and refused."""
import json
import shutil
import signal
import subprocess
import sys

import pandas
import pytest

import theodolite

SMALL = dict(model="dln", scale="quick", seeds=2, steps=4, every=2, variants=["none", "batch"])


@pytest.mark.filterwarnings("ignore:.*not drawn")
def test_run_and_load(tmp_path, capfd):
    results = theodolite.run("landscape", output=tmp_path / "out", **SMALL)
    assert "landscape: " in capfd.readouterr().err
    assert results.study == "landscape" and results.folder == tmp_path / "out"
    summary = results.summary
    assert set(summary["variant"]) == {"none", "batch"} and summary["mean"].dtype == float
    losses = summary[summary["metric"] == "loss_band_width"]
    assert losses["unit"].tolist() == ["loss", "loss"] and results.units["effective_smoothness"] == "loss/θ²"
    assert results.units["diverged"] == "fraction" and "" not in results.units.values()
    whole = json.loads((tmp_path / "out/summary.json").read_text())
    assert set(results.effects["effect"]) == set(whole["effects"])
    band = results.effect_values[results.effect_values["effect"] == "loss_band_batch"]
    assert band["seed"].tolist() == [0, 1] and band["value"].tolist() == whole["effects"]["loss_band_batch"]["values"]
    runs = results.runs()
    own = runs[(runs["variant"] == "batch") & (runs["metric"] == "loss_band_width")]
    mean = losses[losses["variant"] == "batch"]["mean"].item()
    assert len(own) == 2 and own["value"].mean() == pytest.approx(mean, rel=1e-12) and set(own["unit"]) == {"loss"}
    line = results.runs("line")
    assert set(line["seed"]) == {0, 1} and set(line["step"]) == {0, 2, 4}
    assert line.attrs["units"]["step_size"] == "θ²/loss" and line.attrs["units"]["step"] == "steps"
    with pytest.raises(FileNotFoundError, match="found no run with lines.csv"):
        results.runs("lines")
    figure = results.figures["loss-band"]
    assert isinstance(figure.data, pandas.DataFrame) and len(figure.data)
    if shutil.which("gnuplot"):
        assert figure._repr_svg_().startswith("<?xml") and figure.png.exists()
    assert "<table" in results._repr_html_() and "landscape" in repr(results)
    again = theodolite.load(tmp_path / "out")
    pandas.testing.assert_frame_equal(again.summary, summary)
    pandas.testing.assert_frame_equal(again.effects, results.effects)


def test_without_gnuplot(tmp_path, monkeypatch):
    """The numbers are there, and a warning says what is not."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.warns(UserWarning, match="figure-loss-band.* not drawn: .*; the runs and the summary in .* are"):
        results = theodolite.run("landscape", output=tmp_path / "out", progress=False, **SMALL)
    assert len(results.effects) and len(results.figures["loss-band"].data)
    assert results.figures["loss-band"]._repr_svg_() is None


def test_an_interrupted_study(tmp_path):
    """Ctrl-C ends the study too, before its summary."""
    keywords = {**SMALL, "output": str(tmp_path / "out"), "steps": 4000, "seeds": 4, "workers": 1}
    program = f"import theodolite; theodolite.run('landscape', **{keywords})"
    # A shell has its background commands ignore Ctrl-C, and what they start inherits that.
    process = subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True,
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    process.stderr.read(1)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) != 0 and "KeyboardInterrupt" in process.stderr.read()
    assert not (tmp_path / "out/summary.json").exists()


def test_wrong_options(tmp_path):
    with pytest.raises(theodolite.TheodoliteError, match="--rho: found optimizer sgd, expected sam") as caught:
        theodolite.run("landscape", rho=0.1, output=tmp_path)
    assert caught.value.status == 64
    with pytest.raises(theodolite.TheodoliteError, match="seeds"):
        theodolite.run("landscape", seeds=-1)
    with pytest.raises(theodolite.TheodoliteError, match="lanscape: found no such program, expected one of"):
        theodolite.run("lanscape")
    with pytest.raises(FileNotFoundError, match="found no summary.json"):
        theodolite.load(tmp_path)
