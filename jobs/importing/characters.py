"""Characters that must not travel: controls, invisible marks, direction overrides, broken surrogates."""

import html
import re

import nh3

# Tab and line ends stay. NUL breaks PostgreSQL, lone surrogates break UTF-8, direction marks let a title
# read otherwise than it is stored, zero-width marks split words for the search.
_HARMFUL = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f"
    "]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
# Tell apart "<b>RN</b>" from "nurses with <3 years".
_TAG = re.compile(r"</?[a-zA-Z!]")


def scrub(text: str) -> str:
    """The text without control, zero-width and direction characters; line ends become a newline."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text)
    return _SURROGATES.sub("\ufffd", _HARMFUL.sub("", text))


def one_line(text: str, limit: int = 300) -> str:
    """A field's value as one plain line of at most `limit` characters, its HTML (even escaped) undone."""
    text = text[: limit * 20]
    for _ in range(3):
        unescaped = html.unescape(text) if "&" in text else text
        if unescaped == text:
            break
        text = unescaped
    if _TAG.search(text):
        text = html.unescape(nh3.clean(_SURROGATES.sub("\ufffd", text), tags=set()))
    return " ".join(scrub(text).split())[:limit].rstrip()
