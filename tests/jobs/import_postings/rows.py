"""Rows of feeds, and what the command says of them."""

import json
from io import StringIO

from django.core.management import call_command

EVERY_TEXT = (
    "**Schedule**\n\nNight shift, PRN.\n\n**Requirements**\n\n* RN license required\n* CRNI preferred"
)


def row(number=1, **fields):
    return {
        "id": f"in-{number}",
        "title": "Infusion Nurse (RN)",
        "company": "Example Infusion Center",
        "location": "Denver, CO, US",
        "description": f"Posting {number}. {EVERY_TEXT}",
        "job_url": f"https://board.example.com/{number}",
        **fields,
    }


def greenhouse(*numbers, board="exampleinfusion", **fields):
    return {
        "jobs": [
            {
                "id": number,
                "title": "Infusion Nurse",
                "absolute_url": f"https://boards.greenhouse.io/{board}/jobs/{number}",
                "internal_job_id": number,
                "location": {"name": "Denver, CO"},
                "company_name": board.title(),
                "content": "<p>Night shift. RN license required.</p>",
                **fields,
            }
            for number in numbers
        ]
    }


def as_line(one):
    return one if isinstance(one, str) else json.dumps(one)


def run(*paths, **options):
    """What the command prints, as the report that --json gives."""
    out = StringIO()
    call_command("import_postings", *map(str, paths), json=True, processes=1, stdout=out, **options)
    return json.loads(out.getvalue())


def counts(report):
    return {name: value for name, value in report.items() if name != "rejected" and value}
