from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Pay:
    """A range in `currency` per `unit` (hour, day, week, month, year, visit); an open end is None."""

    min: Decimal | None
    max: Decimal | None
    unit: str
    currency: str = "USD"


@dataclass(frozen=True)
class Draft:
    """A posting as its author has it. `states` are USPS codes where the work may be done.

    `employer_states` are states where the employer has people, `employees` how many it has in all (None:
    unknown). `pay_text` is what it says of pay in words; `other_pay` and `benefits` are general descriptions.
    `external` is False for a posting that only the employer's own staff see.
    """

    title: str = ""
    description: str = ""
    role: str = ""
    employer: str = ""
    employees: int | None = None
    employer_states: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    city: str = ""
    remote: bool = False
    pay: Pay | None = None
    pay_text: str = ""
    other_pay: str = ""
    benefits: str = ""
    closes_on: date | None = None
    external: bool = True


@dataclass(frozen=True)
class Law:
    """One jurisdiction's rule on pay in postings. `asks` is yes, enacted_future or another word for no duty."""

    state: str
    name: str
    locality: str
    asks: str
    effective: str
    min_employees: int | None
    threshold: str
    must_show: str
    benefits: str
    scope: str
    third_party: str
    citation: str
    source: str
    as_of: str

    def as_dict(self) -> dict:
        return {
            "jurisdiction": f"{self.locality}, {self.name}" if self.locality else self.name,
            "citation": self.citation,
            "effective": self.effective,
            "source": self.source,
            "as_of": self.as_of,
        }


@dataclass(frozen=True)
class Finding:
    """`severity` is block (it must not go out so), warn (somebody should look), or info."""

    code: str
    severity: str
    field: str
    message: str
    fix: str | None = None
    law: Law | None = None

    def as_dict(self) -> dict:
        return {
            "code": self.code,
            "severity": self.severity,
            "field": self.field,
            "message": self.message,
            "fix": self.fix,
            "law": self.law.as_dict() if self.law else None,
        }


@dataclass(frozen=True)
class Report:
    findings: list[Finding] = field(default_factory=list)

    @property
    def publishable(self) -> bool:
        return not any(finding.severity == "block" for finding in self.findings)

    def as_dict(self) -> dict:
        return {"publishable": self.publishable, "findings": [finding.as_dict() for finding in self.findings]}
