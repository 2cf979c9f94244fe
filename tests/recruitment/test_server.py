"""script/server's own part, really started on a spare port: what it starts, says and leaves behind."""

import os
import re
import signal
import socket
import time
from pathlib import Path

import pytest

from recruitment import server
from tests.mail_server import free_port
from tests.running_site import Site, nothing_runs, processes

# One group, so that two workers do not each make the folder that the starts share.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("server")]


@pytest.fixture(scope="module")
def used_data_dir(tmp_path_factory):
    """A folder that a first start has filled already: the starts after it take less than half the time."""
    folder = tmp_path_factory.mktemp("server") / "data"
    yield folder
    assert nothing_runs(folder)


@pytest.fixture
def start(tmp_path):
    started = []

    def start(data_dir=tmp_path / "data", port=None):
        started.append(Site(data_dir, port or free_port()))
        return started[-1]

    yield start
    for site in started:
        if site.process.poll() is None:
            site.stop(signal.SIGTERM)


@pytest.fixture
def site(start, used_data_dir):
    site = start(used_data_dir)
    site.wait_for("Ctrl-C stops it.")
    return site


def test_it_runs_the_whole_site_and_leaves_nothing_behind(site):
    assert site.get("/health/live") == (200, '{"status": "alive"}')
    site.wait_until_ready()
    screen = site.output()
    for line in ("/admin/", "/dev/mail/", str(site.data_dir)):
        assert line in screen
    assert "demo.example" not in screen  # there are no such accounts in an empty database

    assert site.stop() == 0
    assert "Stopped." in site.output()
    assert nothing_runs(site.data_dir)


def test_a_second_one_says_that_it_runs_already(site, start):
    second = start(site.data_dir)

    assert second.process.wait(30) == 1
    assert f"The site is running already, at http://localhost:{site.port}/" in second.output()
    assert site.get("/health/live")[0] == 200

    assert site.stop(signal.SIGTERM) == 0
    assert nothing_runs(site.data_dir)


def test_a_taken_port_is_named_and_nothing_is_started(start, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        site = start(port=other.getsockname()[1])

        assert site.process.wait(30) == 1

    assert re.search(
        r"Port \d+ is taken by another program. Choose another: PORT=\d+ script/server", site.output()
    )
    assert nothing_runs(site.data_dir)
    assert not (site.data_dir / "postgres").exists()


@pytest.mark.parametrize("port", ["0", "http", "65536", "²"])
def test_a_port_that_is_none_is_refused(start, port):
    site = start(port=port)

    assert site.process.wait(30) == 1
    assert "write a whole number from 1 to 65535" in site.output()


def test_stopping_it_in_the_middle_of_the_start_leaves_nothing_behind(start):
    site = start()
    site.wait_for("Making the database")
    time.sleep(0.3)

    assert site.stop() == 130
    assert "Nothing is left running." in site.output()
    assert "Traceback" not in site.output()
    assert nothing_runs(site.data_dir)


def test_killing_it_takes_its_processes_along(site):
    site.process.kill()
    site.process.wait()

    assert nothing_runs(site.data_dir)


def test_it_stops_when_one_of_its_processes_ends(site):
    [beat] = [line for line in processes(site.data_dir).items() if " beat " in line[1]]
    os.kill(beat[0], signal.SIGKILL)

    assert site.process.wait(60) == 1
    assert "One of the processes ended by itself" in site.output()
    assert nothing_runs(site.data_dir)


def test_the_screen_names_the_demo_accounts_that_there_are():
    screen = server._screen(Path("/data"), "http://localhost:8000", 2.5, has_demo=True)

    for words in ("http://localhost:8000/", "infusion-demo", "nurse@demo.example", "admin@demo.example"):
        assert words in screen
