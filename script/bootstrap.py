"""Makes .venv and installs pinned requirements into it, once. The standard library alone, Python 3.11+."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UNFINISHED = VENV / ".unfinished"  # there from the first step to the last
# Each file holds everything of the one before it.
LEVELS = ["requirements.txt", "requirements-local.txt", "requirements-dev.txt"]
NO_NETWORK = (
    "Temporary failure in name resolution", "Name or service not known", "Network is unreachable",
    "Connection refused", "NewConnectionError", "ConnectTimeoutError", "Read timed out", "ProxyError",
    "No matching distribution found",
)  # fmt: skip


def main(wanted):
    with open(ROOT / "requirements.txt") as lock:  # two starts at once: the second waits for the first
        fcntl.flock(lock, fcntl.LOCK_EX)
        if UNFINISHED.exists() or (VENV.exists() and not works()):
            say("The .venv was left half-made; making it anew.")
            shutil.rmtree(VENV)
        if not VENV.exists():
            make()
        if not any(stamp(level).exists() for level in LEVELS[LEVELS.index(wanted) :]):
            install(wanted)


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)


def works():
    return (
        subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0
        if PYTHON.exists()
        else False
    )


def stamp(level):
    """A file that is there once exactly these requirements have been installed by this Python."""
    content = (ROOT / level).read_bytes() + sys.version.encode()
    return VENV / f".installed-{hashlib.sha256(content).hexdigest()[:16]}"


def make():
    say("Making .venv (first start only).")
    VENV.mkdir()
    UNFINISHED.touch()
    command = [sys.executable, "-m", "venv", str(VENV)]
    done = subprocess.run(command, capture_output=True, text=True)
    if (
        done.returncode != 0
        and "ensurepip" in done.stdout + done.stderr
        and os.geteuid() == 0
        and shutil.which("apt-get")
    ):
        say("This Python has no venv module; installing Debian's python3-venv.")
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "python3-venv"], check=False, stdout=subprocess.DEVNULL
        )
        done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        shutil.rmtree(VENV)
        raise SystemExit(
            "The .venv could not be made. On Debian and Ubuntu: apt-get install python3-venv.\n"
            + (done.stdout + done.stderr).strip()[-800:]
        )


def install(wanted):
    say(f"Installing the packages of {wanted} into .venv (first start only; about a minute).")
    UNFINISHED.touch()
    command = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--retries",
        "2",
        "-r",
        wanted,
    ]
    done = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        reason = "pip says:\n" + done.stderr.strip()[-1200:]
        if any(sign in done.stderr for sign in NO_NETWORK):
            reason = f"The package index cannot be reached: check the network connection. {reason}"
        raise SystemExit(
            f"The packages of {wanted} were not installed. {reason}\nThe next start tries again."
        )
    for old in VENV.glob(".installed-*"):
        old.unlink()
    stamp(wanted).touch()
    UNFINISHED.unlink()


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        raise SystemExit("\nStopped while preparing .venv; the next start makes it anew.") from None
