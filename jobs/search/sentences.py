"""A search in plain words, and its active filters as chips. Pure but for the vocabulary's labels."""

from dataclasses import dataclass

from jobs import pay
from jobs.search.criteria import LISTS
from jobs.vocabulary import book as vocabulary

SWITCH_WORDS = {
    "will_train": "that train newcomers",
    "visa": "that sponsor visas",
    "sign_on": "with a sign-on bonus",
    "answers": "that promise an answer date",
    "mine": "where your licenses allow practice",
}
CHIP_SWITCHES = {
    "will_train": "Trains newcomers",
    "visa": "Sponsors visas",
    "sign_on": "Sign-on bonus",
    "answers": "Promises an answer date",
    "mine": "Where my licenses allow practice",
}
BEFORE_JOBS = ["workplace", "setting"]
AFTER = {
    "therapy": "with {}",
    "device": "with {}",
    "system": "using {}",
    "credential": "asking for {}",
    "population": "for {} patients",
    "facility": "at {}",
}


@dataclass(frozen=True)
class Chip:
    label: str
    name: str
    value: str
    querystring: str  # the search without it


def sentence(criteria):
    book = vocabulary.current()
    names = {name: [_label(book, name, slug) for slug in getattr(criteria, name)] for name in LISTS}
    kinds = [_either(names[name]) for name in BEFORE_JOBS if names[name]]
    head = " ".join(kinds) if kinds else ""
    roles = _either(names["role"])
    said = f"{roles} jobs" if roles else f"{head} jobs" if head else "Jobs"
    if roles and head:
        said += f" in {head}" if len(kinds) == 1 else f", {head}"
    if criteria.q:
        said += f" for “{criteria.q}”"
    if criteria.near_point:
        said += f" within {criteria.radius} miles of {criteria.near_label or criteria.near}"
    if names["state"]:
        said += f" in {_either(names['state'])}"
    clauses = [_either(names[name]) for name in ("employment", "shift") if names[name]]
    clauses = [clause[0].lower() + clause[1:] if not clause[:2].isupper() else clause for clause in clauses]
    clauses += [words.format(_either(names[name])) for name, words in AFTER.items() if names[name]]
    if criteria.pay_min is not None:
        clauses.append(f"paying {pay.money(criteria.pay_min)} {pay.UNIT_WORDS[criteria.pay_unit]} or more")
    if criteria.experience_max is not None:
        clauses.append(f"asking for no more than {_experience(criteria.experience_max)} of experience")
    clauses += [words for name, words in SWITCH_WORDS.items() if getattr(criteria, name)]
    if criteria.posted is not None:
        clauses.append(
            f"posted in the last {criteria.posted} days" if criteria.posted > 1 else "posted in the last day"
        )
    text = ", ".join([said, *clauses])
    return text[0].upper() + text[1:]


def _label(book, name, slug):
    if name == "facility":
        return slug.replace("-", " ").title()
    if name == "state":
        return book.label("state", slug)
    return book.label(name, slug).split(" (")[0]


def _either(labels):
    if len(labels) < 2:
        return "".join(labels)
    return f"{', '.join(labels[:-1])} or {labels[-1]}"


def _experience(months):
    if months and months % 12 == 0:
        return f"{months // 12} year{'s' if months > 12 else ''}"
    return f"{months} month{'' if months == 1 else 's'}"


def chips(criteria):
    book = vocabulary.current()
    found = []

    def chip(label, name, value=None):
        without = criteria.without(name, value).querystring()
        found.append(Chip(label, name, value or "", without))

    if criteria.q:
        chip(f"“{criteria.q}”", "q")
    if criteria.near:
        chip(f"Within {criteria.radius} miles of {criteria.near_label or criteria.near}", "near")
    for name in LISTS:
        for slug in getattr(criteria, name):
            chip(_label(book, name, slug), name, slug)
    if criteria.pay_min is not None:
        chip(f"{pay.money(criteria.pay_min)} {pay.UNIT_WORDS[criteria.pay_unit]} or more", "pay_min")
    if criteria.experience_max is not None:
        chip(f"Up to {_experience(criteria.experience_max)} of experience asked", "experience_max")
    for name, label in CHIP_SWITCHES.items():
        if getattr(criteria, name):
            chip(label, name)
    if criteria.posted is not None:
        chip(
            f"Posted in the last {criteria.posted} days" if criteria.posted > 1 else "Posted in the last day",
            "posted",
        )
    return found
