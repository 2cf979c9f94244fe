"""Sign-on bonus: its amount, that there is one, that there is none, or nothing said."""

import re
from decimal import Decimal

from jobs.extraction.text import Text, normalise
from jobs.extraction.types import RawPosting, Reading

_HINT = re.compile(r"bonus|sign(?:ing)?[ -]{0,3}on[ -]|hiring incentive")
_NAME = re.compile(
    r"\bsign(?:ing)?[ -]{0,3}(?:on\b)?[ -]{0,3}(?:\(?(?:/|and|or)?[ ]?(?:retention|relocation"
    r"|recruitment)\)?[ ])?bonus(?:es)?\b"
    r"|\bsign(?:ing)?[ -]{0,3}on(?:[ -](?:incentive|available|offered|payment)s?\b)"
    r"|\b(?:hiring|hire|welcome|commitment|new hire|recruitment|start(?:ing)?|joining"
    r"|incentive sign[ -]on)[ -]bonus(?:es)?\b"
    r"|\bhiring incentive\b",
)
_IN_TITLE = re.compile(r"bonus|sign|incentive", re.IGNORECASE)
_AMOUNT = re.compile(
    r"\$\s{0,2}(\d{1,3}(?:,\d{3})+|\d+(?:\.\d{1,2})?)\s?(k\b)?|(?<![\w$.,])(\d{1,3})\s?k\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:no|not|without|excluded from|ineligible|isn't|aren't|n/a)\b(?! (?:only|just|limited|later"
    r"|miss))[^.$]{0,40}$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"^(?:[ ]?(?:eligible|eligibility|available|amount|offered))?\??\s{0,3}[:=-]\s{0,3}(?:no\b(?! later)"
    r"|none|n/?a\b|not (?:eligible|applicable|available)|\$?0\b)"
    r"|^\s(?:is |are )?not (?:available|eligible|applicable|offered)",
    re.IGNORECASE,
)
_EMPTY_FIELD = re.compile(r"^\s{0,3}(?:amount|eligible|eligibility)?\??\s{0,3}:\s{0,3}$", re.IGNORECASE)
_OTHER_BONUS = re.compile(
    r"referral|retention bonus|relocat|completion|tuition|loan|annual|performance|per hour|/hr"
    r"|differential|reimburse",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"(?:former|previous|current|rehire|internal)[^.]{0,60}(?:not|in)eligible|repay|pay ?back"
    r"|terms and conditions"
    r"|(?:compensation|differentials?)[^.]{0,60}(?:may include|such as)|in lieu of",
    re.IGNORECASE,
)


def read_bonus(text: Text, raw: RawPosting) -> Reading:
    """The sign-on bonus of this job. Several amounts (full time, part time) read as the highest."""
    reading = Reading()
    amounts: list[tuple[Decimal, str]] = []
    offered: str | None = None
    denied: str | None = None
    title = normalise(raw.title) if _IN_TITLE.search(raw.title) else None
    for source in filter(None, (title, text)):
        for match in source.near(_HINT, _NAME, 50, 30):
            start, end = match.span()
            section = source.section_at(start)
            line = source.line_at(start)
            if section in {"keywords", "eeo"} or line is None:
                continue
            before = source.clean[max(line.start, start - 70) : start]
            rest = source.clean[end : line.end]
            quote = source.quote(max(line.start, start - 40), min(line.end, end + 40))
            if _REFUSED.search(before) or _DENIED.match(rest):
                denied = denied or quote
                continue
            if _EMPTY_FIELD.match(rest):
                following = source.next_line(start)
                amount = _leading_amount(following.text) if following else None
                if amount:
                    amounts.append((amount, source.quote(start, following.end)))
                continue
            amount = _nearest_amount(before, rest)
            if amount:
                amounts.append((amount, quote))
            elif not _HEDGED.search(source.clean, line.start, line.end):
                offered = offered or quote
    if amounts:
        best = max(amounts)
        reading.set("sign_on_bonus", best[0], best[1])
    elif offered:
        reading.set("sign_on_bonus", True, offered)
    elif denied:
        reading.set("sign_on_bonus", False, denied)
    return reading


def _nearest_amount(before: str, rest: str) -> Decimal | None:
    """The amount that stands with the name: straight before it, else after it in the same sentence."""
    earlier = list(_AMOUNT.finditer(before))
    if earlier:
        between = before[earlier[-1].end() :]
        if (
            len(between) < 40
            and not re.search(r"[;|•]|\. |\bplus\b|\+|,|\band\b", between)
            and not _OTHER_BONUS.search(between)
        ):
            return _plausible(earlier[-1])
    after = rest[:90]
    match = _AMOUNT.search(after)
    if match:
        between = after[: match.start()]
        beyond = after[match.end() :].lstrip(" -")
        is_cut = re.search(r"[;|•]|[.!] |\bplus\b", between)
        if not (is_cut or _OTHER_BONUS.search(between) or _OTHER_BONUS.match(beyond)):
            return _plausible(match)
    return None


def _leading_amount(words: str) -> Decimal | None:
    match = _AMOUNT.search(words[:40])
    return _plausible(match) if match and not _OTHER_BONUS.search(words[:80]) else None


def _plausible(match: re.Match[str]) -> Decimal | None:
    amount = Decimal((match[1] or match[3]).replace(",", ""))
    if (match[2] or match[3]) and amount < 1000:
        amount *= 1000
    return amount if 100 <= amount <= 150_000 else None
