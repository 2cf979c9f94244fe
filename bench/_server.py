"""The site's own server, with one worker, asked by a few visitors at a time over connections they keep."""

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

VISITORS = 3
START_SECONDS = 60


@contextmanager
def served(database):
    """The path of a socket where gunicorn answers, set up as in production but for the number of workers."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder, "http")
        command = [sys.executable, "-m", "gunicorn", "-c", "python:recruitment.gunicorn", "--workers", "1"]
        command += ["--bind", f"unix:{path}", "--max-requests", "0", "bench._served:application"]
        process = subprocess.Popen(command, env={**os.environ, "BENCH_DATABASE": database})
        try:
            until = time.monotonic() + START_SECONDS
            while not path.exists():
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError("The server did not start.")
                time.sleep(0.05)
            yield path
        finally:
            process.terminate()
            process.wait()


def rate(path, addresses, seconds):
    """Answers a second, from several visitors together."""
    counts, errors = [0] * VISITORS, []
    until = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=_visit, args=(path, addresses, until, counts, number, errors))
        for number in range(VISITORS)
    ]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return sum(counts) / (time.perf_counter() - started)


def _visit(path, addresses, until, counts, number, errors):
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(path))
            while time.perf_counter() < until:
                address = addresses[(counts[number] * VISITORS + number) % len(addresses)]
                connection.sendall(f"GET {address} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                _answer(connection, address)
                counts[number] += 1
    except Exception as error:  # noqa: BLE001 - said by the thread that started this one
        errors.append(error)


def _answer(connection, address):
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(connection, address)
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    if " 200 " not in f"{lines[0]} ":
        raise RuntimeError(f"{address} answered {lines[0]}")
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])
    }
    length = int(headers["content-length"])
    while len(body) < length:
        body += _more(connection, address)


def _more(connection, address):
    data = connection.recv(262_144)
    if not data:
        raise RuntimeError(f"{address}: the server hung up.")
    return data
