"""Words out of text, the same way for postings and for what people type. Pure."""

import re
import unicodedata
from functools import lru_cache

# Words that say nothing about a job; small on purpose, "it" and "or" are departments too.
STOP_WORDS = frozenset(
    "a an and the of for to in on at with by is are be as your you our we us i my this that from all who "
    "have has will their its per do does not no any if can such these those also was were which than".split()
)
_TOKEN = re.compile(r"[A-Za-z0-9]+")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
# Each begins with the sign it needs, so that most of a text is passed over at once.
_DOTS = re.compile(r"\.[A-Za-z]\.")
_APOSTROPHE = re.compile(r"['\u2019](?<=[A-Za-z].)(?=[a-z]{1,2}\b)")
_UNSEEN = re.compile(r"[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_VOWEL = re.compile(r"[aeiouy]")
LONGEST = 40


def fold(text):
    """Plain ASCII letters and digits with their marks: accents gone, "R.N." is RN, invisible signs removed."""
    if not text.isascii():
        text = _UNSEEN.sub("", text).replace("\u2019", "'")
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    elif "\x00" in text:
        text = _UNSEEN.sub("", text)
    text = text.replace("CPR+", "CPRplus")
    if _DOTS.search(text):
        text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    return _APOSTROPHE.sub("", text) if "'" in text else text


def words(text):
    """The words of a text in order, in their own case."""
    return _TOKEN.findall(fold(text))


@lru_cache(maxsize=200_000)
def stem(word):
    """The form under which a word is found: lower case, without plural and the commonest endings.

    Light on purpose: a strong stemmer makes "organ" of "organization" and does not know the trade.
    """
    word = word.lower()[:LONGEST]
    if len(word) <= 3 or not word.isalpha():
        return word
    word = _singular(word)
    for ending, shortest in (("ing", 6), ("ed", 5)):
        if len(word) >= shortest and word.endswith(ending) and _VOWEL.search(word[: -len(ending)]):
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    else:
        if len(word) > 6 and word.endswith(("sion", "tion")):
            word = word[:-3]
    if len(word) > 4 and word[-1] == "e":
        return word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word[-1] == "y" and word[-2] not in "aeiou" else word


def _singular(word):
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def visible(text):
    """A text without NUL, control and invisible direction signs; what a person could have meant to type."""
    return _UNSEEN.sub("", text)
