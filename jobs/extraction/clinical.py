"""The therapies given, devices handled and record systems used in the job itself."""

import re

from jobs.extraction.lexicon import Hit, Tokens, lexicon
from jobs.extraction.text import Text
from jobs.extraction.types import RawPosting, Reading

# One place is proof; a few let a reader judge.
_QUOTES = 3

FIELDS = {"therapy": "therapies", "device": "devices", "system": "systems"}

# Where an employer speaks of itself, of everyone's benefits, or to search engines.
_ELSEWHERE = frozenset({"about", "eeo", "keywords", "physical"})
# A paragraph below "Benefits:" with no heading of its own is the posting's own text.
_MIXED = frozenset({"benefits", "pay"})
_PERKS = re.compile(r"insurance|401|paid time|\bpto\b|tuition|reimburs|dental|bonus|discount", re.IGNORECASE)
# "Chemotherapy/Biotherapy certificate": what the nurse holds, not what she gives.
_CERTIFICATE = re.compile(r"[\w /&,()-]{0,40}?\b(?:certif|provider|card\b|course|credential)", re.IGNORECASE)

_NEGATION = re.compile(
    r"\bnon-?\Z|(?:\bno\b|\bnot\b(?! (?:only|limited))|\bwithout\b|\bnever\b|\bexclud(?:es|ing)\b|\bexcept\b"
    r"|\bdo(?:es)? not\b|n't)"
    r"(?:[ -]+[\w/&-]+,?){0,3}[ -]*\Z",
    re.IGNORECASE,
)
_NOT_NEGATED = re.compile(
    r"\b(?:no|not|without|never)\b[^.;]*\b(?:experience|only|limited)\b[^.;]*\Z", re.IGNORECASE
)
_IN_CERTIFICATE = re.compile(
    r"\bcertif\w+[ :]*\(\Z|\bcertified \Z|\bons[ /]*(?:chemo\w*[ /&]*)?\Z", re.IGNORECASE
)
_GIVES = re.compile(r"\badminist(?:er|ration)", re.IGNORECASE)
_SELF_PRAISE = re.compile(
    r"\b(?:we|our (?:company|hospital|center|pharmacy|organization|network))\b.{0,60}"
    r"\b(?:provides?|offers?|speciali[sz]es?|serves?|is (?:an?|the) (?:leading|nationwide|national))\b"
    r"|\b(?:broad|wide|full|comprehensive) (?:range|array|spectrum) of (?:special|service|medical|care)"
    r"|\b\d+[- ]bed\b|\bfamily-owned\b|\bis (?:an?|the) (?:leading|nationwide|national|premier|largest)\b"
    r"|\bone of the (?:largest|leading)\b|\bnationally (?:ranked|recognized)\b",
    re.IGNORECASE,
)


def read_clinical(text: Text, raw: RawPosting, hits: list[Hit]) -> Reading:
    """`therapies`, `devices` and `systems`, each slug with the words that name it."""
    reading = Reading(dict.fromkeys(FIELDS.values(), ()))
    title = raw.title[:300]
    for hit in lexicon().find(Tokens.of(title)):
        if (
            hit.kind in {"therapy", "device"}
            and not _CERTIFICATE.match(title, hit.end)
            and not _NEGATION.search(title, 0, hit.start)
        ):
            reading.add(FIELDS[hit.kind], hit.slug, title.strip()[:200])
    for hit in hits:
        if hit.kind not in FIELDS:
            continue
        known = reading.evidence.get(f"{FIELDS[hit.kind]}:{hit.slug}", ())
        if len(known) < _QUOTES and _is_of_the_job(text, hit):
            reading.add(FIELDS[hit.kind], hit.slug, text.quote_around(hit.start, hit.end))
    return reading


def _is_of_the_job(text: Text, hit: Hit) -> bool:
    line = text.line_at(hit.start)
    if line is None or line.section in _ELSEWHERE:
        return False
    if line.section in _MIXED and (line.is_bullet or len(line.text) < 120 or _PERKS.search(line.text)):
        return False
    before = text.before(hit.start, 40)
    if _NEGATION.search(before) and not _NOT_NEGATED.search(before):
        return False
    if hit.kind == "system":
        return True
    if hit.kind == "therapy" and (
        _CERTIFICATE.match(text.after(hit.end, 50)) or _IN_CERTIFICATE.search(before)
    ):
        return False
    sentence = text.sentence_at(hit.start)
    end = min(sentence.end, sentence.start + 400)
    if _GIVES.search(text.clean, sentence.start, end):
        return True
    return not _SELF_PRAISE.search(text.clean, sentence.start, end)
