"""Starts tests.sink for a test: `mail_server("tempfail")` gives a server that Django's mail then goes to."""

import json
import re
import socket
import subprocess
import sys
import time
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

    def sent_to(self, address, words=""):
        """The mails to this address with these words in subject or text, oldest first."""
        return [
            mail
            for mail in self.mails
            if mail["to"] == address and words in f"{mail['subject']}\n{mail['text']}"
        ]

    def wait_for(self, address, words, *, seconds=60):
        deadline = time.monotonic() + seconds
        while not (found := self.sent_to(address, words)):
            arrived = [(mail["to"], mail["subject"]) for mail in self.mails]
            assert time.monotonic() < deadline, f"No mail to {address} says {words!r}: {arrived}"
            time.sleep(0.1)
        return found[0]

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def link_in(mail, words):
    """The first address in a mail's text that holds these words."""
    return re.search(rf"https?://\S*{re.escape(words)}\S*", mail["text"]).group()


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
