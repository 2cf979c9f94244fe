"""Starts tests.sink for a test: `mail_server("tempfail")` gives a server that Django's mail then goes to."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class MailServer:
    def __init__(self, path, mode, port=None):
        self.path, self.port = path, port or free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.sink", str(self.port), str(path), mode],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout.readline().strip() == "ready"

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def mails(self):
        return [json.loads(line) for line in self.path.read_text().splitlines()] if self.path.exists() else []

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def mail_server(tmp_path, settings):
    """A function that starts the server in a mode, or another in its place; Django's mail goes to it."""
    running = []

    def start(mode="ok", *, port=None):
        for server in running:
            server.stop()
        running[:] = [MailServer(tmp_path / "mails.jsonl", mode, port)]
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running[0].port
        settings.EMAIL_TIMEOUT = 2
        return running[0]

    yield start
    for server in running:
        server.stop()
