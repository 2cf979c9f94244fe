"""What is unlawful, unfair or incomplete in a posting, before anybody sees it. Pure: posting and laws in, findings out.

    report = lint(posting, laws, on=date(2026, 12, 1))
    report.publishable    # no finding of severity "block"

Not legal advice: every finding about law names its citation, source and date.
"""

from collections.abc import Iterable
from datetime import date

from jobs.lint.completeness import completeness_findings
from jobs.lint.laws import asked_for, law_findings, start_of, where
from jobs.lint.types import Draft, Finding, Law, Pay, Report
from jobs.lint.wording import wording_findings

__all__ = [
    "Draft",
    "Finding",
    "Law",
    "Pay",
    "Report",
    "asked_for",
    "law_findings",
    "lint",
    "start_of",
    "where",
]

ORDER = {"block": 0, "warn": 1, "info": 2}


def lint(draft: Draft, laws: Iterable[Law], *, on: date) -> Report:
    """All findings for a posting as it would be published on the day `on`, the gravest first. Never raises."""
    findings = [
        *law_findings(draft, laws, on=on),
        *wording_findings(draft),
        *completeness_findings(draft, on=on),
    ]
    return Report(sorted(findings, key=lambda finding: ORDER[finding.severity]))
