"""A notebook, executed by nbconvert: what it shows is tables."""
import subprocess
import sys

import pytest

nbformat = pytest.importorskip("nbformat")
pytest.importorskip("nbconvert")


def test_notebook(regression, tmp_path):
    cells = ["import theodolite",
             f"found = theodolite.measure({str(regression.folder)!r}, curvature={{'top': 1}})\nfound",
             "found.frame('curvature')",
             "theodolite.run('landscape', model='dln', scale='quick', seeds=2, output='landscape')"]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in cells])
    nbformat.write(book, tmp_path / "book.ipynb")
    command = "nbconvert --to notebook --execute --output done.ipynb book.ipynb"
    subprocess.run([sys.executable, "-m", *command.split()], cwd=tmp_path, check=True)
    done = nbformat.read(tmp_path / "done.ipynb", as_version=4)
    for cell in done.cells[1:]:
        assert "<table" in cell.outputs[-1]["data"]["text/html"], cell.outputs
    assert "trace" in done.cells[1].outputs[-1]["data"]["text/html"]
    assert "loss_band_batch" in done.cells[3].outputs[-1]["data"]["text/html"]
