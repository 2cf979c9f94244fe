"""The employer's own base pay, found among bonuses, differentials, boasts and benefits.

Every dollar figure is a candidate. Its own clause says whether it is base pay at all; label, range,
unit and place in the posting say how good it is. The site's columns count only where no words do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from jobs.extraction import pay_cues as cue
from jobs.extraction.text import Text, normalise
from jobs.extraction.types import Pay, RawPosting, Reading

# Nobody in these trades is paid outside these bounds; a figure outside its unit's has another unit.
_PLAUSIBLE = {
    "hour": (Decimal(9), Decimal(400)),
    "visit": (Decimal(15), Decimal(600)),
    "day": (Decimal(60), Decimal(5000)),
    "week": (Decimal(250), Decimal(12_000)),
    "month": (Decimal(1000), Decimal(60_000)),
    "year": (Decimal(14_000), Decimal(900_000)),
}
_INTERVALS = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
_WIDEST = Decimal(4)  # a base range wider than one to four is a template's, not this job's


@dataclass(frozen=True)
class _Candidate:
    low: Decimal | None
    high: Decimal | None
    unit: str
    score: float
    quote: str
    roles: frozenset[str]
    is_range: bool
    is_gross: bool
    is_labelled: bool

    def covers(self, other: "_Candidate") -> bool:
        return None not in (self.low, self.high, other.low, other.high) and (
            self.low <= other.low and other.high <= self.high
        )


def read_pay(text: Text, raw: RawPosting) -> Reading:
    """Base pay from the words of title and body, else from the columns."""
    reading = Reading()
    columns = _from_columns(raw)
    candidates = [*_candidates(text, columns, raw.title)]
    if "$" in raw.title:
        candidates += [
            replace(found, score=found.score + 1)
            for found in _candidates(normalise(raw.title), columns, raw.title)
        ]
    chosen = _choose(candidates, raw.title)
    if chosen and columns and _is_only_the_start(chosen, columns):
        chosen = None
    if chosen:
        pay = Pay(chosen.low, chosen.high, chosen.unit, "text")
        reading.set("pay", pay, chosen.quote)
    elif columns:
        reading.set("pay", columns)
    return reading


def _is_only_the_start(chosen: _Candidate, columns: Pay) -> bool:
    """Entry pay alone in the text, while the employer's range in the columns begins there."""
    return (
        chosen.high is None
        and chosen.unit == columns.unit
        and columns.min != columns.max
        and bool(chosen.low and columns.min and Decimal("0.9") <= columns.min / chosen.low <= Decimal("1.1"))
    )


def _candidates(text: Text, columns: Pay | None, title: str) -> Iterator[_Candidate]:
    previous_end = 0
    previous = None
    for match in _matches(text, cue.MONEY_SIGN, cue.MONEY):
        found = _judge(text, match, previous_end, columns, title)
        if (
            found
            and previous
            and not found.is_labelled
            and "\n" not in text.clean[previous_end : match.start()]
        ):
            # "RN: $40 - $50; LPN: $30 - $35": the label before the first holds for its line.
            found = replace(found, score=max(found.score, previous.score))
        previous_end = match.end()
        previous = found
        if found:
            yield found
    for match in _matches(text, cue.BARE_LABEL, cue.BARE):
        if match["high"] or match["low_unit"]:
            found = _judge(text, match, 0, columns, title)
            if found:
                yield found


def _matches(text: Text, hint: re.Pattern[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` gives, tried only where its first word stands."""
    taken = 0
    for strike in hint.finditer(text.lower):
        if strike.start() >= taken and (match := pattern.match(text.clean, strike.start())):
            taken = match.end()
            yield match


def _judge(
    text: Text, match: re.Match[str], previous_end: int, columns: Pay | None, title: str
) -> _Candidate | None:
    """A figure as a candidate for base pay, or None where its own clause says it is something else."""
    start, end = match.span()
    start = match.start("sign") if "sign" in match.groupdict() else match.start("low")
    line = text.line_at(start)
    if line is None:
        return None
    low, high, is_range, end = _amounts(match)
    if low is None or low <= 0:
        return None
    before = _clause_before(text, start, max(previous_end, line.start))
    label_line = ""
    # The label may stand alone on the line above; "Pay:" is one itself.
    is_bare = len(before.strip(" $(-:*")) < 4 and not cue.LABEL.search(before)
    above = text.previous_line(line.start) if is_bare else None
    if above and above.end > previous_end and "$" not in above.text and (len(above.text) < 90 or is_range):
        label_line = text.lower[max(above.start, above.end - 110) : above.end]
    after = _clause_after(text, end)
    if (
        (cue.NOT_BASE.search(after[:45]) and not cue.INCLUDED.match(after))
        or cue.NOT_BASE.search(before[-60:])
        or cue.NOT_BASE.search(label_line)
    ):
        return None
    if re.match(r"\s?(?:m|mm|b)\b", after):
        return None
    context = f"{label_line} {before}"
    sentence = text.sentence_at(start)
    if (
        not is_range
        and cue.BOAST.search(before)
        and cue.NATIONWIDE.search(text.clean, sentence.start, sentence.end)
    ):
        return None
    unit = _unit(match, context, after, low, high, columns, title)
    if unit is None:
        return None
    if not is_range:
        low, high = _open_ended(match, low, before)
    labels = list(cue.LABEL.finditer(context[-110:]))
    score = 0.0
    if labels:
        score += 4 if len(context[-110:]) - labels[-1].end() < 25 else 3
    if line.section == "pay" and score == 0:
        score += 1.5
    score += 2 if is_range else 0
    score += 1.5 if (match["low_unit"] or ("high_unit" in match.groupdict() and match["high_unit"])) else 0
    score -= 2.5 if line.section in {"about", "keywords"} and not labels else 0
    score -= 1 if cue.BOAST.search(before) else 0
    score -= 0.5 if cue.START.search(context) and not is_range else 0
    score -= 2 if "entry" in context or "new grad" in context else 0
    if is_range and high > low * _WIDEST:
        score -= 5
    if columns and _agrees(columns, low, high, unit):
        score += 1
    if score < 1.5:
        return None
    roles = frozenset(kind for role in cue.ROLE.finditer(context[-60:]) if (kind := role.lastgroup))
    return _Candidate(
        low, high, unit, score,
        text.quote(_word_start(text, max(line.start, start - min(len(before), 80))), end),
        roles, is_range, unit == "week" and ("gross" in context or "gross" in after[:20]), bool(labels),
    )  # fmt: skip


def _word_start(text: Text, offset: int) -> int:
    while offset > 0 and text.clean[offset - 1].isalnum() and text.clean[offset].isalnum():
        offset += 1
        if offset >= len(text.clean):
            break
    return offset


def _amounts(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None, bool, int]:
    """Low, high, whether it is a range, and where the figure ends."""
    low = _decimal(match["low"])
    high = _decimal(match["high"])
    if high is None or low is None:
        return _thousands(low, match["low_k"]), None, False, match.end()
    if match["high_k"] and low < 1000:
        low *= 1000
    else:
        low = _thousands(low, match["low_k"])
    high = _thousands(high, match["high_k"] or (match["low_k"] if high < 1000 else None))
    has_sign = "high_sign" not in match.groupdict() or match["high_sign"]
    if high < low and has_sign and low < high * _WIDEST:
        low, high = high, low
    if high < low or (not has_sign and high > low * _WIDEST):
        end = match.end("low_unit") if match["low_unit"] else match.end("low")
        return low, None, False, end
    return low, high, True, match.end()


def _decimal(digits: str | None) -> Decimal | None:
    try:
        return Decimal(digits.replace(",", "")) if digits else None
    except InvalidOperation:
        return None


def _thousands(amount: Decimal | None, mark: str | None) -> Decimal | None:
    return amount * 1000 if amount is not None and mark and amount < 1000 else amount


def _clause_before(text: Text, start: int, floor: int) -> str:
    """The words that lead to a figure: back to the line's start, the last figure, or 110 characters."""
    window = text.lower[max(floor, start - 110) : start]
    cut = max(window.rfind(mark) for mark in ("; ", ". ", "! ", "|", "•", "? "))
    return window[cut + 1 :] if cut >= 0 else window


def _clause_after(text: Text, end: int) -> str:
    """The words after a figure, to the end of its clause."""
    line = text.line_at(max(end - 1, 0))
    window = text.lower[end : min(line.end, end + 60)] if line else ""
    cut = re.search(
        r"[;|•]|\.\s|\$|, (?:plus|and|up|with)|\bplus\b|\s\+\s|\d\.\s|\bwith (?:a|an|shift|diff)",
        window,
    )
    return window[: cut.start()] if cut else window


def _unit(
    match, context: str, after: str, low: Decimal, high: Decimal | None, columns: Pay | None, title: str
) -> str | None:
    """The unit said beside the figure, else in its label, else the columns', else by size."""
    top = high if high is not None else low
    said = (
        match["high_unit"] if "high_unit" in match.groupdict() and match["high_unit"] else match["low_unit"]
    )
    if said:
        said = said.lower()
        if said.startswith("bi"):
            return None
        unit = "visit" if said.endswith(cue.PER_PIECE) else cue.FIRST_LETTERS[said[0]]
        if _fits(unit, low, top):
            return unit
        return "year" if unit == "hour" and _fits("year", low, top) else None
    nearest = None
    for words in cue.UNIT_WORDS.finditer(context[-90:]):
        if _fits(words.lastgroup or "", low, top):
            nearest = words.lastgroup
    if nearest:
        return nearest
    words = cue.UNIT_WORDS.search(after)
    if words and _fits(words.lastgroup or "", low, top):
        return words.lastgroup
    if columns and _fits(columns.unit, low, top) and _agrees(columns, low, high, columns.unit):
        return columns.unit
    if low >= 14 and _fits("hour", low, top):
        return "hour"
    if low >= 20_000:
        return "year" if _fits("year", low, top) else None
    if 700 <= low <= 6000 and "travel" in title.lower():
        return "week"
    if columns and columns.unit in {"week", "month", "day"} and _fits(columns.unit, low, top):
        return columns.unit
    return None


def _fits(unit: str, low: Decimal, high: Decimal) -> bool:
    bounds = _PLAUSIBLE.get(unit)
    return bool(bounds) and bounds[0] <= low and high <= bounds[1]


def _agrees(columns: Pay, low: Decimal | None, high: Decimal | None, unit: str) -> bool:
    """Columns have their cents cut, so equal to the dollar is equal."""
    if columns.unit != unit:
        return False
    return any(
        amount is not None and column is not None and int(amount) == int(column)
        for amount, column in ((low, columns.min), (high, columns.max))
    )


def _open_ended(match: re.Match[str], amount: Decimal, before: str) -> tuple[Decimal | None, Decimal | None]:
    """A single figure: a floor, a ceiling or the rate itself."""
    if cue.CEILING.search(before):
        return None, amount
    if match["low_plus"] or re.search(r"(?:start(?:s|ing)?|from|minimum|at least)\b[^$]{0,25}$", before):
        return amount, None
    return amount, amount


def _choose(candidates: list[_Candidate], title: str) -> _Candidate | None:
    if not candidates:
        return None
    wanted = {kind for role in cue.ROLE.finditer(title) if (kind := role.lastgroup)}
    if wanted:
        fitting = [found for found in candidates if not found.roles or found.roles & wanted]
        candidates = fitting or candidates
    best = max(candidates, key=lambda found: found.score)
    if best.unit == "hour":
        gross = next((found for found in candidates if found.is_gross), None)
        if gross and not _is_hourly_of(best, gross):
            return gross
    rivals = [
        found
        for found in candidates
        if found.unit == best.unit and found.score >= best.score - 1.5 and found.is_range == best.is_range
    ]
    wide = next((found for found in rivals if all(found.covers(other) for other in rivals)), None)
    if wide:
        return wide
    return _merged(rivals, best)


def _is_hourly_of(hourly: _Candidate, gross: _Candidate) -> bool:
    """Whether a weekly gross is just the hourly rate times 36 to 60 hours."""
    rate, week = hourly.high or hourly.low, gross.high or gross.low
    return bool(rate and week) and Decimal(34) <= week / rate <= Decimal(62)


def _merged(rivals: list[_Candidate], best: _Candidate) -> _Candidate:
    """Steps of one scale (years, shifts, grades) read as one range from the lowest to the highest."""
    lows = [found.low for found in rivals if found.low is not None]
    highs = [found.high for found in rivals if found.high is not None]
    if not lows or not highs or max(highs) > min(lows) * 3:
        return best
    return replace(best, low=min(lows), high=max(highs))


def _from_columns(raw: RawPosting) -> Pay | None:
    low = _decimal_or_none(raw.columns.get("min_amount"))
    high = _decimal_or_none(raw.columns.get("max_amount"))
    if low is None and high is None:
        return None
    low, high = (low if low is not None else high), (high if high is not None else low)
    low, high = min(low, high), max(low, high)
    unit = _INTERVALS.get((raw.columns.get("interval") or "").lower())
    if unit is None or not _fits(unit, low, high):
        unit = next((name for name in ("hour", "year", "week", "month") if _fits(name, low, high)), None)
    return Pay(low, high, unit, "columns") if unit else None


def _decimal_or_none(words: str | None) -> Decimal | None:
    try:
        amount = Decimal(str(words).strip()) if words not in (None, "") else None
    except InvalidOperation:
        return None
    return amount if amount is not None and amount.is_finite() and amount > 0 else None
