"""Reads what people type: words, phrases, exclusions, places and schedules. Pure: a Lexicon goes in.

"ivig home no weekends"        three conditions: a therapy, a word, and weekends off
"PICC RN 30 miles of Tacoma"   a device, the profession, a place with its radius
"chemotheropy"                 chemotherapy, and says so
"""

import re
from dataclasses import dataclass, field, replace

from jobs.search.concepts import professions, side_by_side
from jobs.search.correcting import sound_alikes
from jobs.search.tokens import STOP_WORDS, fold, stem, visible

LONGEST = 300  # characters
MOST_WORDS = 24
# Words of a search that every posting answers.
FILLER = frozenset(
    "job jobs position positions opening openings hiring career careers role roles work working wanted looking "
    "opportunity opportunities vacancy vacancies apply employment available best top now please want need find".split()
)
NO = frozenset({"no", "without", "not"})
_PIECE = re.compile(r'(?<!\S)(-?)"([^"]*)"|(?<!\S)(-)(?=[A-Za-z0-9])|([A-Za-z0-9]+)')
_ZIP = re.compile(r"\d{5}")
NEAR_WORDS = frozenset({"near", "around", "nearby"})
MILES = frozenset({"mi", "mile", "miles"})
OF_WORDS = frozenset({"of", "from", "around", "near", "to", "in"})
PLACE_WORDS = 4
# A word that follows the thing it belongs to and adds nothing: "PICC line", "IVIG infusion" keep theirs.
RARE = 0.01  # of all postings
PHARMACY = frozenset("pharmacy tech technician compounding sterile buyer cleanroom usp hood".split())
INFUSION = stem("infusion")
INFUSION_SETTINGS = frozenset(
    f"setting~{slug}"
    for slug in "home-infusion hospital-outpatient-infusion ambulatory-infusion-suite home-infusion-pharmacy".split()
)
WISH_TAILS = frozenset({"shift", "shifts", "schedule", "hours", "only", "status"})


@dataclass(frozen=True)
class Word:
    """A word as typed, with its stem; `phrase` numbers the quoted phrase it stands in."""

    text: str
    stem: str
    is_excluded: bool = False
    phrase: int = 0


@dataclass(frozen=True)
class Node:
    """One thing asked for: any of `lexemes` (each with its worth), or any of the rows of stems `phrases`."""

    words: str
    lexemes: tuple[tuple[str, float], ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    is_optional: bool = False

    @property
    def names(self):
        return [lexeme for lexeme, _ in self.lexemes]


@dataclass(frozen=True)
class Wish:
    """A condition on a field that ranks and does not filter: wanted or unwanted."""

    kind: str
    slug: str
    wanted: bool
    words: str


@dataclass(frozen=True)
class Understood:
    nodes: tuple[Node, ...] = ()
    excluded: tuple[Node, ...] = ()
    wishes: tuple[Wish, ...] = ()
    states: tuple[str, ...] = ()
    near: object = None
    radius: int | None = None
    profession: str | None = None
    roles: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    corrected: str = ""

    @property
    def is_pharmacy(self):
        """Words about a pharmacy's work: who asks so may be no nurse."""
        return any(word.lower() in PHARMACY for node in self.nodes for word in node.words.split())


@dataclass
class Reading:
    """The work in progress: the words left to read, and what was found."""

    lexicon: object
    resolve: object
    words: list[Word]
    nodes: list[Node] = field(default_factory=list)
    excluded: list[Node] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    near: object = None
    radius: int | None = None
    profession: str | None = None
    roles: tuple[str, ...] = ()
    corrections: list[tuple[str, str]] = field(default_factory=list)


def read(q, lexicon, *, resolve=lambda text: None, exact=False):
    """Understand a query.

    `resolve` turns the words of a place into an object with lat, lon and label, or None. `exact` leaves
    every word as it is typed. Any text is a query; what holds no letter or digit asks for nothing.
    """
    reading = Reading(lexicon, resolve, split(q))
    if not exact:
        _correct(reading)
    corrected = " ".join(word.text for word in reading.words) if reading.corrections else ""
    _take_places(reading)
    reading.roles = _roles(reading)
    _take_wishes(reading)
    _take_nodes(reading)
    return Understood(
        nodes=tuple(reading.nodes),
        excluded=tuple(reading.excluded),
        wishes=tuple(dict.fromkeys(reading.wishes)),
        states=tuple(dict.fromkeys(reading.states)),
        near=reading.near,
        radius=reading.radius,
        profession=reading.profession,
        roles=reading.roles,
        corrections=tuple(reading.corrections),
        corrected=corrected,
    )


def split(q):
    """The words of a query with their quotes and minus signs; at most 24."""
    found, phrase, exclude_next = [], 0, False
    for match in _PIECE.finditer(fold(visible(q)[:LONGEST])):
        minus, quoted, lone_minus, word = match.groups()
        if lone_minus:
            exclude_next = True
            continue
        if quoted is not None:
            phrase += 1
            for part in re.findall(r"[A-Za-z0-9]+", quoted):
                found.append(Word(part, stem(part), bool(minus), phrase))
        else:
            found.append(Word(word, stem(word), exclude_next))
        exclude_next = False
    return found[:MOST_WORDS]


# --- Spelling -------------------------------------------------------------------------------------


def _correct(reading):
    fixed, index, alikes = [], 0, sound_alikes()
    corrector = reading.lexicon.corrector
    while index < len(reading.words):
        word = reading.words[index]
        if word.phrase:
            fixed.append(word)
            index += 1
            continue
        length, right = _sounds_like(reading.words, index, alikes, corrector)
        if not right:
            length, right = 1, None
            if not _may_stand(reading, index):
                right = corrector.suggest(word.text)
        if right:
            wrong = " ".join(w.text for w in reading.words[index : index + length])
            reading.corrections.append((wrong, right))
            fixed += [
                replace(word, text=part, stem=stem(part)) for part in re.findall(r"[A-Za-z0-9]+", right)
            ]
        else:
            fixed.append(word)
        index += length
    reading.words = fixed[:MOST_WORDS]


def _sounds_like(row, index, alikes, corrector):
    for length in (3, 2, 1):
        typed = tuple(word.text.lower() for word in row[index : index + length])
        if len(typed) == length and typed in alikes and not (length == 1 and corrector.knows(typed[0])):
            return length, alikes[typed]
    return 0, None


def _may_stand(reading, index):
    word = reading.words[index].text.lower()
    if word in STOP_WORDS or word in FILLER or word in NO or word in NEAR_WORDS or word in MILES:
        return True
    return reading.lexicon.corrector.knows(word) or not word.isalpha() or _is_place(reading, index)


def _is_place(reading, index):
    """A city nobody's posting names is no slip: look at it with the words around it."""
    row = reading.words
    before = row[index - 1].text.lower() if index else ""
    if before in NEAR_WORDS | OF_WORDS:
        return True
    after = row[index + 1].text if index + 1 < len(row) else ""
    return bool(reading.lexicon.book.get("state", after.upper())) and len(after) == 2


# --- Places ---------------------------------------------------------------------------------------


def _take_places(reading):
    index = 0
    while index < len(reading.words):
        taken = 0
        if not (reading.words[index].phrase or reading.words[index].is_excluded):
            taken = _place_at(reading, index)
        if taken:
            del reading.words[index : index + taken]
        else:
            index += 1


def _place_at(reading, index):
    """How many words from here on name a place, 0 where none do; what they name goes into the reading."""
    lower = [word.text.lower() for word in reading.words[index : index + 4]]
    if lower[0] == "within" and len(lower) > 2 and lower[1].isdigit() and lower[2] in MILES:
        taken = _miles_at(reading, index + 1)
        return taken and taken + 1
    if lower[0].isdigit() and len(lower) > 1 and lower[1] in MILES:
        return _miles_at(reading, index)
    if lower[0] in NEAR_WORDS or lower[:2] == ["close", "to"]:
        start = index + (2 if lower[0] == "close" or lower[1:2] == ["to"] else 1)
        taken = _point_at(reading, start)
        return taken and taken + start - index
    if lower[0] == "in" and len(lower) > 1:
        return _in_at(reading, index)
    if _ZIP.fullmatch(lower[0]):
        return _point_at(reading, index, longest=1)
    return _city_and_state_at(reading, index)


def _miles_at(reading, index):
    radius = int(reading.words[index].text[:4])
    start = index + 2
    while start < len(reading.words) and reading.words[start].text.lower() in OF_WORDS:
        start += 1
    taken = _point_at(reading, start)
    if taken:
        reading.radius = min(max(radius, 1), 500)
    return taken and taken + start - index


def _point_at(reading, start, longest=PLACE_WORDS):
    for length in range(min(longest, len(reading.words) - start), 0, -1):
        text = " ".join(word.text for word in reading.words[start : start + length])
        if not text.isdigit() or _ZIP.fullmatch(text):
            place = reading.resolve(text)
            if place:
                reading.near = place
                return length
    return 0


def _in_at(reading, index):
    for length in (3, 2, 1):
        usps = _state(reading, index + 1, length)
        if usps:
            reading.states.append(usps)
            return length + 1
    # "in home", "in hospital" are no cities; a city without its state must be no word of the trade.
    following = reading.words[index + 1]
    if reading.lexicon.corrector.knows(following.text) and not _names_city_and_state(reading, index + 1):
        return 0
    taken = _point_at(reading, index + 1)
    return taken and taken + 1


def _state(reading, start, length):
    """The code of the state whose name these words are, or "" ("in" and "or" are no states here)."""
    row = reading.words[start : start + length]
    if len(row) < length:
        return ""
    name = " ".join(word.text for word in row).lower()
    for entry in reading.lexicon.book.of("state"):
        if name == entry.label.lower() or (length == 1 and name == entry.slug.lower()):
            return entry.slug
    return ""


def _names_city_and_state(reading, index):
    return any(
        reading.lexicon.book.get("state", word.text.upper()) for word in reading.words[index + 1 : index + 4]
    )


def _city_and_state_at(reading, index):
    """ "tacoma wa" anywhere in the words; the code must follow a city of that state."""
    for length in (3, 2, 1):
        end = index + length
        if end >= len(reading.words):
            continue
        code = reading.words[end].text
        if len(code) != 2 or not reading.lexicon.book.get("state", code.upper()):
            continue
        row = reading.words[index:end]
        if any(word.phrase or word.is_excluded for word in row):
            continue
        place = reading.resolve(f"{' '.join(word.text for word in row)}, {code.upper()}")
        if place:
            reading.near = place
            return length + 1
    return 0


# --- Schedules and other conditions on fields -------------------------------------------------------


def _roles(reading):
    row = [word for word in reading.words if not word.is_excluded]
    found = reading.lexicon.roles.find([w.text for w in row], [w.stem for w in row], is_query=True)
    return tuple(dict.fromkeys(slug for match in found for slug in match.concepts))


def _take_wishes(reading):
    row, kept, index = reading.words, [], 0
    found = {
        match.start: match
        for match in reading.lexicon.schedule.find(
            [w.text for w in row], [w.stem for w in row], is_query=True
        )
    }
    while index < len(row):
        word = row[index]
        match = found.get(index)
        if match and not (word.is_excluded or word.phrase):
            _wish(reading, match, row, wanted=True)
            index = match.end + (match.end < len(row) and row[match.end].text.lower() in WISH_TAILS)
        elif word.text.lower() in NO and index + 1 in found:
            match = found[index + 1]
            _wish(reading, match, row, wanted=False)
            index = match.end
            # "no nights or weekends": the refusal goes on over "or" and "and".
            while index + 1 < len(row) and row[index].text.lower() in {"or", "and"} and index + 1 in found:
                match = found[index + 1]
                _wish(reading, match, row, wanted=False)
                index = match.end
        else:
            kept.append(word)
            index += 1
    reading.words = kept


def _wish(reading, match, row, *, wanted):
    words = " ".join(word.text for word in row[match.start : match.end])
    for concept in match.concepts:
        kind, _, slug = concept.partition("=")
        if kind == "off":
            kind, wanted = "shift", False
        reading.wishes.append(Wish(kind, slug, wanted, words))
        if kind == "shift_length" and wanted:
            # Feeds seldom have it as a fact, so its words in the text count too.
            reading.nodes.append(_length_node(reading.lexicon.book.get(kind, slug), words))


def _length_node(entry, words):
    rows = dict.fromkeys(
        tuple(stem(part) for part in re.findall(r"[A-Za-z0-9]+", spelling)) for spelling in entry.synonyms
    )
    singles = tuple((row[0], 0.6) for row in rows if len(row) == 1)
    phrases = tuple(row for row in rows if len(row) > 1)
    return Node(words, ((f"shift_length={entry.slug}", 0.6), *singles), phrases, is_optional=True)


# --- The rest is words ------------------------------------------------------------------------------


def _take_nodes(reading):
    row = _refusals(reading.words)
    index = 0
    things = {m.start: m for m in _find(reading.lexicon.things, row)}
    who = {m.start: m for m in _find(professions(), row)}
    while index < len(row):
        word = row[index]
        if word.phrase:
            end = index
            while end < len(row) and row[end].phrase == word.phrase:
                end += 1
            node = _phrase(reading, row[index:end])
        elif index in who and (index not in things or things[index].end <= who[index].end):
            end = who[index].end
            node = _profession(reading, row[index:end], who[index].concepts[0])
        elif index in things:
            end = things[index].end
            node = _thing(reading, row[index:end], things[index].concepts)
            if not word.is_excluded:
                reading.nodes += _infusion_itself(row[index:end], things[index].concepts)
        else:
            node, length = _word(reading, row, index)
            end = index + length
        if node:
            (reading.excluded if word.is_excluded else reading.nodes).append(node)
        index = end
    reading.nodes = _unique(reading.nodes)
    reading.excluded = _unique(reading.excluded)


def _find(finder, row):
    """Matches within runs of words that belong together: not over a quote or a minus sign."""
    stems = [word.stem if not word.phrase else '"' for word in row]
    for match in finder.find([word.text for word in row], stems, is_query=True):
        if len({word.is_excluded for word in row[match.start : match.end]}) == 1:
            yield match


def _refusals(row):
    """ "without travel": the word after no, not or without is excluded."""
    kept, refuse = [], False
    for word in row:
        if not word.phrase and word.text.lower() in NO:
            refuse = True
            continue
        if word.text.lower() in STOP_WORDS and not word.phrase:
            continue
        kept.append(replace(word, is_excluded=True) if refuse else word)
        refuse = False
    return kept


def _unique(nodes):
    return list({(node.lexemes, node.phrases): node for node in nodes}.values())


def _phrase(reading, row):
    stems = tuple(word.stem for word in row if word.stem not in STOP_WORDS)
    text = " ".join(word.text for word in row)
    if len(stems) == 1:
        return Node(text, ((stems[0], 1.0),))
    if stems in reading.lexicon.phrases:
        return Node(f"“{text}”", ((side_by_side(stems), 1.0),))
    return Node(f"“{text}”", phrases=(stems,)) if stems else None


def _profession(reading, row, concept):
    text = " ".join(word.text for word in row)
    if reading.profession is None and not row[0].is_excluded:
        reading.profession = concept
    return Node(text, ((concept, 1.0),))


def _thing(reading, row, concepts):
    """A spelling of the vocabulary: the thing itself, and where no posting has it, what it belongs to."""
    text = " ".join(word.text for word in row)
    drugs = [concept for concept in concepts if concept.startswith("drug~")]
    kinds = tuple(concept for concept in concepts if not concept.startswith("drug~"))
    documents = reading.lexicon.documents
    lexemes = [(concept, 1.0) for concept in drugs or kinds]
    if len(row) == 1:
        lexemes.append((row[0].stem, 1.0))
    if drugs and not any(documents.get(lexeme) for lexeme, _ in lexemes):
        lexemes += [(concept, 0.5) for concept in kinds]
    stems = tuple(word.stem for word in row)
    if len(stems) == 1:
        return Node(text, tuple(lexemes))
    # "ketamine clinic" is a spelling of a therapy whose rare word alone says nearly as much.
    rare = [lexeme for lexeme in stems if 0 < documents.get(lexeme, 0) < RARE * reading.lexicon.total]
    return Node(text, (*lexemes, (side_by_side(stems), 1.0), *((lexeme, 0.8) for lexeme in rare)))


def _infusion_itself(row, concepts):
    """ "oncology infusion" is a spelling of a cancer center, yet its nurse gives infusions."""
    if len(row) > 1 and not INFUSION_SETTINGS.intersection(concepts):
        return [Node(word.text, ((word.stem, 1.0),)) for word in row if word.stem == INFUSION]
    return []


def _word(reading, row, index):
    word = row[index]
    if word.text.lower() in FILLER and not word.is_excluded:
        return None, 1
    for length in (3, 2, 1):
        here = row[index : index + length]
        usps = _state_of(reading, here, length)
        if usps:
            return Node(" ".join(w.text for w in here), ((f"state={usps}", 1.0),)), length
    return Node(word.text, ((word.stem, 1.0),)), 1


def _state_of(reading, row, length):
    if len(row) < length or any(word.phrase or word.is_excluded for word in row):
        return ""
    name = " ".join(word.text for word in row).lower()
    if len(name) < 3:
        return ""
    return next((e.slug for e in reading.lexicon.book.of("state") if e.label.lower() == name), "")
