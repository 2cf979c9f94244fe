"""What goes into the reading of a posting and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

QUOTE_LIMIT = 200


@dataclass(frozen=True)
class RawPosting:
    """A posting as its source gave it. `text` may be plain, Markdown or HTML."""

    id: str = ""
    title: str = ""
    text: str = ""
    company: str = ""
    location: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Pay:
    """A base pay range in dollars per `unit`; `source` says whose figure it is."""

    min: Decimal | None
    max: Decimal | None
    unit: str  # hour, day, week, month, year, visit
    source: str  # "text" (the employer's words) or "columns" (the job site's)

    def as_dict(self) -> dict[str, Any]:
        return {
            "min": _number(self.min),
            "max": _number(self.max),
            "unit": self.unit,
            "from": self.source,
        }


@dataclass
class Reading:
    """What one reader found: values by field name, and the words each rests on.

    Evidence keys are a field ("pay") or a field and a slug ("shifts:night").
    """

    values: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, list[str]] = field(default_factory=dict)

    def cite(self, key: str, quote: str) -> None:
        """Keep at most three different quotes for a key, each of at most 200 characters."""
        quote = quote[:QUOTE_LIMIT]
        quotes = self.evidence.setdefault(key, [])
        if quote and quote not in quotes and len(quotes) < 3:
            quotes.append(quote)

    def add(self, name: str, slug: str, quote: str = "") -> None:
        """Add a slug to a list field, once, with its evidence."""
        slugs = self.values.setdefault(name, ())
        if slug not in slugs:
            self.values[name] = (*slugs, slug)
        if quote:
            self.cite(f"{name}:{slug}", quote)

    def set(self, name: str, value: Any, quote: str = "") -> None:
        """Set a scalar field with its evidence."""
        self.values[name] = value
        if quote:
            self.cite(name, quote)

    def merge(self, other: "Reading") -> None:
        self.values.update(other.values)
        for key, quotes in other.evidence.items():
            for quote in quotes:
                self.cite(key, quote)


@dataclass(frozen=True)
class Facts:
    """Everything read from one posting. Unknown is None or an empty tuple, never a guess."""

    id: str = ""
    role: str | None = None
    settings: tuple[str, ...] = ()
    employment: tuple[str, ...] = ()
    shifts: tuple[str, ...] = ()
    pay: Pay | None = None
    sign_on_bonus: Decimal | bool | None = None
    credentials_required: tuple[str, ...] = ()
    credentials_preferred: tuple[str, ...] = ()
    experience_months: int | None = None
    will_train: bool | None = None
    new_grad_ok: bool | None = None
    therapies: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    city: str | None = None
    state: str | None = None
    workplace: str | None = None
    benefits: tuple[str, ...] = ()
    evidence: dict[str, list[str]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """One line of `import_postings --dump-facts`: JSON-ready, unknown is null or []."""
        bonus = self.sign_on_bonus
        return {
            "id": self.id,
            "role": self.role,
            "settings": list(self.settings),
            "employment": list(self.employment),
            "shifts": list(self.shifts),
            "pay": self.pay.as_dict() if self.pay else None,
            "sign_on_bonus": _number(bonus) if isinstance(bonus, Decimal) else bonus,
            "credentials_required": list(self.credentials_required),
            "credentials_preferred": list(self.credentials_preferred),
            "experience_months": self.experience_months,
            "will_train": self.will_train,
            "new_grad_ok": self.new_grad_ok,
            "therapies": list(self.therapies),
            "devices": list(self.devices),
            "systems": list(self.systems),
            "city": self.city,
            "state": self.state,
            "benefits": list(self.benefits),
            "evidence": {key: list(quotes) for key, quotes in self.evidence.items()},
        }


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
