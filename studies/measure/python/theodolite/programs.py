"""The toolkit's programs: one file, which is each of them by the name that it is called by."""
import os
import pathlib
import subprocess
import sys
import threading
import warnings

BINARY = pathlib.Path(__file__).parent / "bin" / "theodolite"


class TheodoliteError(RuntimeError):
    """What a program says when it cannot do what it was asked: the one line of its standard error.

    Attributes
    ----------
    program : str
        The program's name.
    status : int
        The status that it ended with: 64 for wrong options, else 1; negative for a signal.
    """

    def __init__(self, message: str, program: str, status: int):
        super().__init__(message)
        self.program, self.status = program, status


def start(program: str, arguments: list[str], **streams) -> subprocess.Popen:
    """Starts a program."""
    return subprocess.Popen([program, *arguments], executable=BINARY, text=True, encoding="utf-8", **streams)


def check(program: str, status: int, errors: str) -> None:
    """Turns a program's failure into an exception, and its warnings into Python's."""
    lines = errors.splitlines()
    if status:
        said = next((line for line in reversed(lines) if line.startswith("Error: ")), None)
        ended = f"{program} was ended by signal {-status}" if status < 0 else f"{program} ended with status {status}"
        raise TheodoliteError(said.removeprefix("Error: ") if said else ended, program, status)
    for line in lines:
        if line.startswith("Warning: "):
            warnings.warn(line.removeprefix("Warning: "), stacklevel=4)


def call(program: str, *arguments: str | os.PathLike) -> str:
    """Runs a program to its end; what it says of its progress goes to standard error.

    Parameters
    ----------
    program : str
        Its name: "measure", "runs", "landscape" and so on; ``call("runs", "list")`` lists runs.
    *arguments : str or path
        Its arguments, as on a command line.

    Returns
    -------
    str
        Its standard output.

    Raises
    ------
    TheodoliteError
        With the program's line, where it fails.
    """
    process = start(program, [os.fspath(each) for each in arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    errors = []

    def listen() -> None:
        for line in process.stderr:
            errors.append(line)
            # Progress, of which there is a line a minute.
            if line.endswith(" left\n"):
                sys.stderr.write(line)

    listener = threading.Thread(target=listen)
    listener.start()
    with process:
        output = process.stdout.read()
        listener.join()
    check(program, process.returncode, "".join(errors))
    return output


def main() -> None:
    """The command `theodolite PROGRAM [options]`."""
    os.execv(BINARY, ["theodolite", *sys.argv[1:]])
