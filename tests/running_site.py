"""The whole site, really started by script/server's own part on a spare port, with a folder of its own."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ABLE_SECONDS = 120  # to start on a machine that is busy with other tests


def environment(data_dir, port):
    """What a shell would hold, and no setting of a developer's own."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    return {
        **kept,
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "EMBEDDED_THROWAWAY": "1",
        "DEMO_POSTINGS": "20",
    }


class Site:
    def __init__(self, data_dir, port, **variables):
        self.data_dir, self.port = data_dir, port
        self.environment = environment(data_dir, port) | variables
        self.log = data_dir.parent / f"{data_dir.name}-{port}.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "recruitment.server", "--empty"],
                cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    @property
    def url(self):
        return f"http://localhost:{self.port}"

    def output(self):
        return self.log.read_text()

    def wait_for(self, text):
        deadline = time.monotonic() + ABLE_SECONDS
        while text not in self.output():
            assert self.process.poll() is None, self.output()
            assert time.monotonic() < deadline, self.output()
            time.sleep(0.05)

    def wait_until_ready(self):
        """Until the worker has shown itself too."""
        deadline = time.monotonic() + ABLE_SECONDS
        while True:
            try:
                assert json.loads(self.get("/health/ready")[1])["status"] == "ready"
                return
            except urllib.error.HTTPError:
                assert time.monotonic() < deadline, self.output()
                time.sleep(0.2)

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as response:
            return response.status, response.read().decode()

    def manage(self, *arguments, **variables):
        """Runs a management command beside the running site, as its operator would."""
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=self.environment | variables, check=True, timeout=ABLE_SECONDS,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def stop(self, number=signal.SIGINT):
        os.killpg(self.process.pid, number)  # as a terminal does: to the whole group
        return self.process.wait(60)


def processes(data_dir):
    """Every living process that has to do with this folder, by its arguments or its environment."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            about = command + (folder / "environ").read_bytes()
        except OSError:
            continue
        if os.fsencode(data_dir) in about and int(folder.name) != os.getpid():
            found[int(folder.name)] = command.replace(b"\0", b" ").decode()
    return found


def nothing_runs(data_dir):
    deadline = time.monotonic() + 40  # the keeper may have to wait for PostgreSQL's last checkpoint
    while processes(data_dir):
        assert time.monotonic() < deadline, processes(data_dir)
        time.sleep(0.05)
    return True
