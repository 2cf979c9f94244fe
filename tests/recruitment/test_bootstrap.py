"""script/bootstrap, in a copy of its own with requirements that need no index, or one that is away."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("bootstrap")]

ROOT = Path(__file__).resolve().parent.parent.parent
LEVELS = ["requirements.txt", "requirements-local.txt", "requirements-dev.txt"]


@pytest.fixture
def checkout(tmp_path):
    folder = tmp_path / "checkout"
    (folder / "script").mkdir(parents=True)
    for name in ("bootstrap", "bootstrap.py"):
        shutil.copy(ROOT / "script" / name, folder / "script" / name)
    return folder


def bootstrap(checkout, wanted="requirements-local.txt", content=""):
    for level in LEVELS:
        (checkout / level).write_text(f"# {level}\n{content}\n")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    environment |= {"PIP_CONFIG_FILE": "/dev/null", "PIP_INDEX_URL": "http://127.0.0.1:1/simple"}
    return subprocess.run(
        ["script/bootstrap", wanted],
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def works(checkout):
    return (
        subprocess.run(
            [checkout / ".venv" / "bin" / "python", "-m", "pip", "--version"], capture_output=True
        ).returncode
        == 0
    )


def test_it_prepares_once_repairs_and_says_what_is_wrong(checkout):
    first = bootstrap(checkout)
    assert first.returncode == 0, first.stderr
    assert "Making .venv (first start only)." in first.stderr
    assert works(checkout)

    assert bootstrap(checkout).stderr == ""  # nothing to do, nothing to say

    away = bootstrap(checkout, content="no-such-package==1.0")
    assert away.returncode == 1
    assert "The package index cannot be reached: check the network connection." in away.stderr
    assert "Traceback" not in away.stderr

    repaired = bootstrap(checkout)
    assert repaired.returncode == 0, repaired.stderr
    assert "left half-made; making it anew" in repaired.stderr
    assert works(checkout)


def test_a_broken_python_is_half_made_too(checkout):
    bootstrap(checkout)
    (checkout / ".venv" / "bin" / "python").unlink()

    again = bootstrap(checkout)

    assert again.returncode == 0, again.stderr
    assert works(checkout)


def test_what_the_tests_need_holds_what_the_server_needs(checkout):
    bootstrap(checkout, "requirements-dev.txt")

    assert bootstrap(checkout, "requirements-local.txt").stderr == ""
