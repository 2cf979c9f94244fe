"""The lint of postings on the board: laws from their table, drafts from postings."""

import re

from jobs.lint import Draft, Law, Pay, law_findings, lint
from jobs.models import PayLaw, Term

URL = re.compile(r"https?://[^\s;|,)]+")


def laws_in_force() -> list[Law]:
    """Every jurisdiction's law, statewide ones first: one query."""
    return [law_of(row) for row in PayLaw.objects.select_related("state").order_by("locality", "state")]


def law_of(row: PayLaw) -> Law:
    url = URL.search(row.source)
    return Law(
        state=row.state_id,
        name=row.state.name,
        locality=row.locality,
        asks=row.asks,
        effective=row.effective,
        min_employees=row.min_employees,
        threshold=row.threshold_basis,
        must_show=row.must_show,
        benefits=row.benefits_in_posting,
        scope=row.scope,
        third_party=row.third_party,
        citation=row.citation,
        source=url.group() if url else row.source,
        as_of=row.as_of,
    )


def draft_of_posting(posting) -> Draft:
    """The Draft of a posting fetched `with_page()`."""
    benefits = [term.label for term in posting.terms_of(Term.Kind.BENEFIT)]
    extra = [str(differential) for differential in posting.differentials.all()]
    if posting.has_sign_on_bonus:
        extra.append("Sign-on bonus")
    has_pay = posting.pay_min is not None or posting.pay_max is not None
    return Draft(
        title=posting.title,
        description=posting.description_text,
        role=posting.role.slug if posting.role else "",
        employer=posting.facility.name,
        employees=posting.facility.employees,
        states=(posting.state_id,) if posting.state_id else (),
        city=posting.city,
        remote=posting.is_remote,
        pay=Pay(posting.pay_min, posting.pay_max, posting.pay_unit) if has_pay else None,
        other_pay=", ".join(extra),
        benefits=", ".join(benefits),
        closes_on=posting.closes_on,
    )


def lint_posting(posting, *, on):
    return lint(draft_of_posting(posting), laws_in_force(), on=on)


def unlawful_postings(facility, *, on):
    """Its live postings that lack what a law in force asks of them: [(posting, findings)], the newest first.

    They could not go live today; a law or the number of employees has changed since they did.
    """
    laws = laws_in_force()
    postings = facility.postings.live().with_card().prefetch_related("differentials").newest()
    found = [(posting, breaches(posting, laws, on=on)) for posting in postings]
    return [(posting, findings) for posting, findings in found if findings]


def breaches(posting, laws, *, on):
    """What stands against a law in force in this posting, fetched `with_page()`."""
    findings = law_findings(draft_of_posting(posting), laws, on=on)
    return [finding for finding in findings if finding.severity == "block"]
