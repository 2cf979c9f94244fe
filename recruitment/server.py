"""script/server: starts everything the site needs, tells where to click, stops what it started."""

import argparse
import contextlib
import fcntl
import hashlib
import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from honcho import manager as honcho
from honcho.environ import parse_procfile
from honcho.process import Popen, Process

from recruitment import embedded

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_STOP = 15  # a mail that is being sent may finish
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """A signal asked us to stop while things were being prepared."""


def main():
    options = parse_arguments()
    started = time.monotonic()
    sys.stdout.reconfigure(line_buffering=True)
    for number in STOP_SIGNALS:
        signal.signal(number, _raise_stopped)
    data_dir = Path(os.environ.get("DATA_DIR") or ROOT / ".data").resolve()
    port = _port()
    try:
        with contextlib.ExitStack() as stack:
            _be_the_only_one(stack, data_dir, port)
            _need_free_port(port)
            _prepare_environment(stack, data_dir, port)
            has_demo = _prepare_database(with_demo=not options.empty)
            return _run_processes(data_dir, port, started, has_demo)
    except Stopped:
        _ignore_signals()
        print("\nStopped before it was ready. Nothing is left running.")
        return 130
    except embedded.EmbeddedError as error:
        return str(error)


def parse_arguments():
    parser = argparse.ArgumentParser(
        prog="script/server",
        description="Runs the site with everything it needs. Ctrl-C stops it all.",
        epilog="PORT chooses the port (8000), DATA_DIR the folder of all state (.data); DATABASE_URL and "
        "REDIS_URL name servers of your own. The other variables are in .env.example.",
    )
    parser.add_argument("--empty", action="store_true", help="do not fill an empty database with demo data")
    return parser.parse_args()


def _raise_stopped(number, frame):
    raise Stopped


def _ignore_signals():
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _port():
    value = os.environ.get("PORT") or "8000"
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:
        raise SystemExit(f"PORT is {value!r}: write a whole number from 1 to 65535.")
    return int(value)


def _be_the_only_one(stack, data_dir, port):
    try:
        (data_dir / "run").mkdir(parents=True, exist_ok=True)
        lock = stack.enter_context((data_dir / "run" / "server.json").open("a+"))
    except OSError as error:
        raise SystemExit(
            f"The folder {data_dir} cannot be written to ({error.strerror}). DATA_DIR names another."
        ) from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        other = json.loads(lock.read() or "{}")
        raise SystemExit(
            f"The site is running already, at http://localhost:{other.get('port', port)}/ "
            f"(process {other.get('pid', 'unknown')}). Stop that one first, or start another with "
            "a DATA_DIR and a PORT of its own."
        ) from None
    lock.truncate(0)
    lock.write(json.dumps({"pid": os.getpid(), "port": port}))
    lock.flush()


def _need_free_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise SystemExit(
                f"Port {port} is for root alone. Choose another: PORT=8000 script/server"
            ) from None
        except OSError:
            raise SystemExit(
                f"Port {port} is taken by another program. Choose another: PORT={port + 1} script/server"
            ) from None


def _prepare_environment(stack, data_dir, port):
    """Starts PostgreSQL and Redis where no URL names one, and says in the environment where they are."""
    os.environ.update(
        DATA_DIR=str(data_dir), PORT=str(port), PATH=f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    )
    os.environ.setdefault("DEBUG", "1")
    if not os.environ.get("DATABASE_URL"):
        if not (data_dir / "postgres").exists():
            print("Making the database (first start only).")
        os.environ["DATABASE_URL"] = embedded.database_url(data_dir)
        stack.callback(embedded.leave, data_dir)
    if not os.environ.get("REDIS_URL"):
        redis = embedded.start_redis(data_dir)
        stack.callback(_stop, redis)
        os.environ["REDIS_URL"] = embedded.redis_url(data_dir)


def _stop(process):
    process.terminate()
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _prepare_database(*, with_demo):
    import django
    from django.core.management import call_command, get_commands
    from django.db import connections, transaction

    os.environ["DJANGO_SETTINGS_MODULE"] = "recruitment.settings"
    django.setup()
    from django.conf import settings
    from django.contrib.auth import get_user_model

    from recruitment.demo.people import ACCOUNTS

    call_command("migrate", interactive=False, verbosity=0)
    commands = get_commands()
    _load_vocabulary()
    if with_demo and settings.DEBUG and "demo" in commands and not get_user_model().objects.exists():
        print("Filling the empty database with invented facilities, postings and people (first start only).")
        with transaction.atomic():  # interrupted, it leaves the database empty, and the next start fills it
            call_command("demo", stdout=io.StringIO())  # the screen names the accounts
    if not settings.DEBUG:
        call_command("collectstatic", interactive=False, verbosity=0)
    has_demo = settings.DEBUG and get_user_model().objects.filter(email=ACCOUNTS[0][0]).exists()
    connections.close_all()
    return has_demo


def _load_vocabulary():
    """Loads the vocabulary where its files, its loader or the database are others than last time."""
    from django.core.management import call_command

    from jobs.models import Term

    files = [*(ROOT / "jobs" / "data").iterdir(), *(ROOT / "jobs" / "vocabulary").glob("*.py")]
    digest = hashlib.sha256(os.environ["DATABASE_URL"].encode())
    for path in sorted(path for path in files if path.is_file()):
        digest.update(path.read_bytes())
    stamp = Path(os.environ["DATA_DIR"]) / "run" / "vocabulary"
    if not (Term.objects.exists() and stamp.exists() and stamp.read_text() == digest.hexdigest()):
        call_command("load_vocabulary", verbosity=0)
        stamp.write_text(digest.hexdigest())


class ChildProcess(Process):
    """A process that ends with us, even if we are killed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._child_ctor = self.start_child

    def run(self, *args, **kwargs):
        embedded.die_with_parent(signal.SIGKILL)
        embedded.forget()
        super().run(*args, **kwargs)

    def start_child(self, command, **kwargs):
        return Popen(f"exec {command}", preexec_fn=embedded.die_with_parent, **kwargs)


class Manager(honcho.Manager):
    def __init__(self, when_started):
        super().__init__()
        self._process_ctor = ChildProcess
        self.when_started = when_started

    def _start(self):
        super()._start()
        signal.signal(signal.SIGHUP, signal.getsignal(signal.SIGTERM))
        threading.Thread(target=self.when_started, daemon=True).start()

    def _system_print(self, data):
        """Which process started and stopped is of interest only when one stopped by itself."""
        if not self._terminating and "stopped" in data:
            super()._system_print(data)


def _run_processes(data_dir, port, started, has_demo):
    honcho.KILL_WAIT = SECONDS_TO_STOP
    honcho.SIGNALS[signal.SIGHUP] = {"name": "SIGHUP", "rc": 129}
    manager = Manager(lambda: _announce(data_dir, port, started, has_demo))
    for name, command in parse_procfile((ROOT / "Procfile").read_text()).processes.items():
        manager.add_process(name, command, cwd=ROOT, env=dict(os.environ))
    try:
        manager.loop()
    finally:
        _ignore_signals()
    if manager.returncode in (130, 143, 129):
        print("\nStopped.")
        return 0
    return (
        f"\nOne of the processes ended by itself (code {manager.returncode}), so all were stopped. "
        "Its last lines say why."
    )


def _announce(data_dir, port, started, has_demo):
    address = f"http://localhost:{port}"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, urllib.error.URLError):
            urllib.request.urlopen(f"{address}/health/live", timeout=5).close()  # noqa: S310  (our own)
            print(_screen(data_dir, address, time.monotonic() - started, has_demo))
            return
        time.sleep(0.05)
    print("The site does not answer after a minute; the lines above say why.")


def _screen(data_dir, address, seconds, has_demo):
    from django.conf import settings

    from recruitment.demo.people import ACCOUNTS, PASSWORD

    folder = settings.EMAIL_FILE_PATH
    lines = [
        "",
        f"  {settings.SITE_NAME} is ready after {seconds:.1f} seconds. Ctrl-C stops it.",
        "",
        f"    Site      {address}/",
        f"    Admin     {address}/admin/",
        f"    Mail      {address}/dev/mail/  (files in {folder})"
        if folder
        else "    Mail      goes where EMAIL_URL says",
        f"    State     {data_dir}",
        "",
    ]
    if has_demo:
        lines += [f"  Log in with the password {PASSWORD} as", ""]
        lines += [f"    {email:26} {who}" for email, who in ACCOUNTS]
        lines += [""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
