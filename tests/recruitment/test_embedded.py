"""The embedded PostgreSQL, really started in a folder of its own."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from recruitment import embedded

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent.parent
# Holds the database of argv[1], says so, and goes when its input ends.
HOLD = """
import sys
from recruitment import embedded
print(embedded.database_url(sys.argv[1]), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def data_dir(tmp_path, monkeypatch):
    monkeypatch.delenv("EMBEDDED_THROWAWAY", raising=False)
    yield tmp_path / "data"
    wait_until(lambda: not runs(tmp_path / "data"))


def hold(data_dir):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(data_dir)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline().startswith("postgres://")
    return holder


def leave(holder):
    holder.communicate()
    return holder.returncode


def runs(data_dir):
    return (data_dir / "postgres" / "postmaster.pid").exists()


def wait_until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.02)


def test_it_runs_as_long_as_somebody_needs_it(data_dir):
    first, second = hold(data_dir), hold(data_dir)

    leave(first)
    assert runs(data_dir)

    leave(second)
    assert not runs(data_dir)  # gone when the last one has gone, not some time later


def test_it_is_the_same_one_for_everybody(data_dir):
    holders = [hold(data_dir) for _ in range(3)]
    found = subprocess.run(["pgrep", "-fc", f"postgres -D {data_dir}"], capture_output=True, text=True)
    for holder in holders:
        leave(holder)

    assert found.stdout.strip() == "1"


def test_it_stops_even_if_its_last_user_is_killed(data_dir):
    holder = hold(data_dir)

    holder.send_signal(signal.SIGKILL)
    leave(holder)

    wait_until(lambda: not runs(data_dir))


def test_a_start_that_was_cut_off_is_made_good(data_dir):
    (data_dir / "postgres.new" / "base").mkdir(parents=True)

    assert leave(hold(data_dir)) == 0


def test_a_long_path_still_has_a_socket(tmp_path):
    data_dir = tmp_path / ("long-" * 20)

    assert leave(hold(data_dir)) == 0


def test_it_is_open_to_its_own_user_alone(data_dir):
    holder = hold(data_dir)
    mode = os.stat(data_dir / "postgres").st_mode & 0o777
    listening = subprocess.run(["cat", "/proc/net/tcp"], capture_output=True, text=True).stdout
    leave(holder)

    assert mode == 0o700
    assert f":{5432:04X} 00000000:0000 0A" not in listening


def test_redis_runs_as_our_child(tmp_path):
    process = embedded.start_redis(tmp_path, persistent=False)
    try:
        assert embedded.redis_answers(tmp_path)
    finally:
        process.terminate()
        process.wait(10)

    assert not embedded.redis_answers(tmp_path)
