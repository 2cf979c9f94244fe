"""Several processes, two imports at once, one that is killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from jobs.importing.actions import import_feed
from jobs.models import Facility, ImportRun, LivePosting, Posting, PostingEvent, Source
from tests.jobs.import_postings.rows import row

pytestmark = pytest.mark.django_db


ROOT = Path(__file__).resolve().parents[3]


def test_several_processes_read_what_one_reads(feed):
    path = feed(*(row(number, title=f"Infusion Nurse {number}") for number in range(120)))
    report = import_feed(path=path, processes=2, publish=True)
    assert report.created == 120
    assert Posting.objects.filter(terms__slug="night").count() == 120
    assert import_feed(path=path, processes=2, publish=True).unchanged == 120


def statements(path):
    seen = []

    def count(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        import_feed(path=path, publish=True)
    return seen


def test_a_batch_takes_the_same_statements_at_1_row_and_at_60(feed):
    numbers = iter(range(1000))
    one, many = ([row(next(numbers)) for _ in range(count)] for count in (1, 60))
    statements(feed(row(next(numbers))))  # the vocabulary's bits are given once
    assert len(statements(feed(*one))) == len(statements(feed(*many)))
    changed = [{**fields, "title": "Charge Nurse"} for fields in one + many]
    assert len(statements(feed(*changed[:1]))) == len(statements(feed(*changed[1:])))


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_lose_and_double_nothing(feed):
    paths = [
        feed(*(row(number) for number in numbers), name=f"{numbers.start}.jsonl")
        for numbers in (range(1, 40), range(20, 60))
    ]
    reports = []

    def work(path):
        try:
            reports.append(import_feed(path=path, publish=True))
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[path]) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(reports) == 2
    assert sum(report.created for report in reports) == 59
    assert sum(report.unchanged for report in reports) == 20
    assert Posting.objects.live().count() == LivePosting.objects.count() == 59
    assert Facility.objects.filter(status=Facility.Status.UNCLAIMED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_import_killed_half_way_leaves_nothing(feed):
    """The command's own process, killed after its first batch is stored."""
    path = feed(*(row(number, description="Short.") for number in range(1, 2501)))
    script = (
        "import django; django.setup()\n"
        "from jobs.importing.actions import import_feed\n"
        f"import_feed(path={path!r}, publish=True, processes=2, on_batch=lambda done: print(done, flush=True))\n"
    )
    before = sessions()  # another test's thread may have left one behind
    database = connection.settings_dict
    environ = os.environ | {
        "DATABASE_URL": f"postgres://{database['USER']}@/{database['NAME']}?host={quote(database['HOST'], safe='')}",
        "PROCESS_ROLE": "command",
        "DJANGO_SETTINGS_MODULE": "recruitment.settings",
    }
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True
    ) as child:
        done = child.stdout.readline().strip()
        readers = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()
        child.send_signal(signal.SIGKILL)
    assert done == "500"
    assert len(readers) >= 2
    wait_until(lambda: not any(Path(f"/proc/{reader}").exists() for reader in readers))
    wait_until(lambda: sessions() <= before)
    for model in [Posting, ImportRun, LivePosting, PostingEvent, Source]:
        assert not model.objects.exists()
    assert import_feed(path=path, publish=True).created == 2500


def sessions():
    """The database's other sessions, by the process that serves each."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return {pid for (pid,) in cursor.fetchall()}


def wait_until(condition):
    # PostgreSQL notices a lost client when it next writes to it: after the statement under way.
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline, "The killed import goes on."
        time.sleep(0.05)
