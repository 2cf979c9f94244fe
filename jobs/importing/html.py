"""Clean HTML for our pages out of whatever a source calls a description.

nh3 (ammonia) parses and removes what is dangerous; `richtext` rebuilds the rest in our own few elements;
nh3 has the last word, so that no mistake of the rebuilding can let anything through.
"""

import html
import re
from dataclasses import dataclass

import nh3
from markdown_it import MarkdownIt

from jobs.importing.characters import scrub
from jobs.importing.richtext import Block, Run, lines_of, read_blocks, tidy, write_html, write_text

# Characters of visible text. The longest real posting seen has 38,000.
LONGEST = 60_000
NOTE = f"This description is longer than {LONGEST:,} characters. The rest was left out."
LINK_REL = "nofollow ugc noopener"

# Bounds on the raw text. Parsing takes time by the square of the depth in HTML (4 s at 50,000 elements), and
# the worst Markdown of 100,000 characters takes 2 s.
_LONGEST_SOURCE = {"html": 400_000, "markdown": 100_000, "text": 200_000}
_LONGEST_HTML = 300_000
_MOST_TAGS = 12_000

_DROPPED = {
    "script", "style", "svg", "math", "iframe", "object", "embed", "template", "noscript", "noembed",
    "noframes", "title", "head", "textarea", "select", "button", "audio", "video", "canvas", "applet", "xmp",
    "plaintext",
}  # fmt: skip
_READ = {
    "p", "br", "ul", "ol", "li", "strong", "b", "em", "i", "h1", "h2", "h3", "h4", "h5", "h6", "a", "div",
    "section", "article", "header", "footer", "main", "aside", "address", "blockquote", "pre", "table",
    "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "dl", "dt", "dd", "hr", "figure", "figcaption",
    "center", "fieldset", "details", "summary",
}  # fmt: skip
_SCHEMES = {"http", "https", "mailto"}
_READER = nh3.Cleaner(
    tags=_READ,
    clean_content_tags=_DROPPED,
    attributes={"a": {"href"}},
    url_schemes=_SCHEMES,
    url_relative="deny",
    link_rel=None,
)
_GATE = nh3.Cleaner(
    tags={"p", "br", "ul", "ol", "li", "strong", "em", "h3", "h4", "a"},
    clean_content_tags=_DROPPED,
    attributes={"a": {"href"}},
    url_schemes=_SCHEMES,
    url_relative="deny",
    link_rel=LINK_REL,
)

_BLOCK_NAMES = "p|br|div|ul|ol|li|h[1-6]|strong|b|em|i|u|span|table|tr|td|section|article|a|font|body|html"
_MARKUP = re.compile(rf"</?(?:{_BLOCK_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ESCAPED_MARKUP = re.compile(rf"&(?:amp;){{0,2}}lt;/?(?:{_BLOCK_NAMES})\b", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[/!?a-zA-Z]")
_MARKDOWN = re.compile(r"\*\*\S|\\[-.+#*_&|()\[\]!]|^\s{0,3}(?:[*+-] |#{1,6} |\d+\\?\. )", re.MULTILINE)

# jobspy's Markdown comes from HTML: breaks are two blanks and a newline, headings are underlined. Indented
# code is not in it, indented text is.
_MARKDOWN_IT = (
    MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable(["code", "fence"])
)
_LITERAL_BREAK = re.compile(r"\\?<br\s*/?\\?>", re.IGNORECASE)
# CommonMark takes no `**` between a letter and a mark ("Responsibilities**:**", "**Shift:**Day"), the way
# converted HTML is full of them. So bold travels through the parser as two private characters.
_BOLD = re.compile(r"(\\.)|\*\*|\n[ \t]*\n", re.DOTALL)
_BOLD_ON, _BOLD_OFF = "\ue000", "\ue001"
_PRIVATE = re.compile("[\ue000\ue001]")
_REPEATED_ESCAPE = re.compile(r"\\{2,}(?=[!-/:-@\[-`{-~])")
# A dash below a line is somebody's bullet or rule; only a longer line underlines a heading.
_LONE_UNDERLINE = re.compile(r"^[ ]{0,3}(?:-{1,2}|=)[ ]*$", re.MULTILINE)

_BULLET = re.compile(r"[•·▪●◦‣∙■□➢✓✔*–—-]\s+(?=\S)")
_LONGEST_HEADING = 100
_LONGEST_MARKED_HEADING = 200
_CODE = re.compile(r"(?:<|&lt;)(?:script|style)\b", re.IGNORECASE)
_CODE_END = re.compile(r"(?:<|&lt;)/(?:script|style)\s*(?:>|&gt;)", re.IGNORECASE)
_NO_HREF = re.compile(r"[\s<>\"`\\]")


@dataclass(frozen=True)
class SafeHtml:
    """`html` may be shown as it is; `text` is the same in plain text; `words` counts it."""

    html: str
    text: str
    words: int


def kind_of(text: object) -> str:
    """What a description of no stated kind is: "html", "markdown" or "text"."""
    if not isinstance(text, str):
        return "text"
    sample = text[:50_000]
    marks = len(_MARKDOWN.findall(sample))
    tags = [tag for tag in _MARKUP.findall(sample) if not _LITERAL_BREAK.fullmatch(tag)]
    # A few tags that slipped into Markdown do not make it HTML.
    if len(tags) > marks or _ESCAPED_MARKUP.search(sample):
        return "html"
    if marks > 1:
        return "markdown"
    return "html" if _MARKUP.search(sample) else "text"


def clean_html(source: str, kind: str) -> SafeHtml:
    """Safe HTML of a description of kind "html" (escaped up to three times), "markdown" or "text".

    The result holds p, br, ul, ol, li, strong, em, h3, h4 and links to http(s) and mailto alone. Headings are
    h3 and h4, lines in bold that stand as headings are too, typed bullets are lists. Text beyond 60,000
    characters is cut, with a note. Cleaning a result again, as "html", changes nothing.
    """
    is_cut = len(source) > _LONGEST_SOURCE[kind]
    source = scrub(source[: _LONGEST_SOURCE[kind]])
    markup = _as_html(source, kind)
    if kind != "text" and len(_ANY_TAG.findall(markup)) > _MOST_TAGS:
        markup = _plain(source if kind == "markdown" else html.unescape(_ANY_TAG.sub(" ", markup)))
    blocks = read_blocks(_READER.clean(markup))
    blocks = [block for block in map(_checked, blocks) if block.text.strip()]
    blocks = _with_headings(_with_lists(blocks))
    markup = write_html(blocks, LINK_REL)
    if is_cut or not _fits(blocks, markup):
        blocks = _cut(blocks)
        markup = write_html(blocks, LINK_REL)
    words = sum(len(block.text.split()) for block in blocks)
    return SafeHtml(_GATE.clean(markup), write_text(blocks), words)


def _as_html(source: str, kind: str) -> str:
    if kind == "markdown":
        rendered = _MARKDOWN_IT.render(_mended_markdown(source))
        return rendered.replace(_BOLD_ON, "<strong>").replace(_BOLD_OFF, "</strong>")
    if kind == "html":
        return _markup(source)
    return _plain(source)


def _plain(text: str) -> str:
    return "".join(f"<p>{line}</p>" for line in "<br>".join(html.escape(text).split("\n")).split("<br><br>"))


def _markup(source: str) -> str:
    for _ in range(3):
        if _MARKUP.search(source) or "&" not in source:
            break
        source = html.unescape(source)
    source = scrub(source)
    # Text without a single tag keeps its lines.
    return source if _ANY_TAG.search(source) else _plain(html.unescape(source))


def _mended_markdown(source: str) -> str:
    source = _REPEATED_ESCAPE.sub(r"\\", _PRIVATE.sub("", source))
    source = _LONE_UNDERLINE.sub("", source)
    lines = source.split("\n")
    breaks = (_LITERAL_BREAK.sub(" " if line.lstrip().startswith("|") else "  \n", line) for line in lines)
    return _with_bold_marked("\n".join(breaks))


def _with_bold_marked(source: str) -> str:
    """Pairs of `**` within a paragraph become private characters. One without a partner goes."""
    is_on = False

    def marked(match: re.Match) -> str:
        nonlocal is_on
        if match[1]:
            return match[1]
        if match[0] == "**":
            is_on = not is_on
            return _BOLD_ON if is_on else _BOLD_OFF
        ending, is_on = (_BOLD_OFF if is_on else ""), False
        return ending + match[0]

    # "**one****two**" is bold throughout.
    marked_up = _BOLD.sub(marked, source.replace("****", "")) + _BOLD_OFF * is_on
    return marked_up


def _checked(block: Block) -> Block:
    """A block without invisible characters (they may come as character references) and unusable links."""
    runs = [
        run if run.text == "\n" else Run(_line(run.text), run.strong, run.em, _usable_href(run.href))
        for run in block.runs
    ]
    return block if runs == block.runs else Block(block.kind, tidy(runs), block.depth)


def _line(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        text = scrub(text).replace("\n", " ")
    while (shorter := _without_code(text)) != text:
        text = shorter
    return text


def _without_code(text: str) -> str:
    """Text without what was a script or style sheet before somebody escaped it."""
    kept, at = [], 0
    while (opening := _CODE.search(text, at)) and (closing := _CODE_END.search(text, opening.end())):
        kept.append(text[at : opening.start()])
        at = closing.end()
    return "".join([*kept, text[at:]])


def _usable_href(href: str) -> str:
    return href if href and len(href) <= 2000 and scrub(href) == href and not _NO_HREF.search(href) else ""


def _with_lists(blocks: list[Block]) -> list[Block]:
    """Lines of a paragraph that begin with a typed bullet become items; one alone may be a dash."""
    out: list[Block] = []
    for block in blocks:
        lines = lines_of(block.runs) if block.kind == "p" else []
        bullets = [bool(line) and bool(_BULLET.match(line[0].text)) for line in lines]
        if sum(bullets) < 2:
            out.append(block)
            continue
        held: list[list[Run]] = []
        for line, is_bullet in zip(lines, bullets, strict=True):
            if not is_bullet:
                held.append(line)
                continue
            out += _paragraph(held)
            held = []
            first = Run(_BULLET.sub("", line[0].text, count=1), line[0].strong, line[0].em, line[0].href)
            out.append(Block("ul", tidy([first, *line[1:]])))
        out += _paragraph(held)
    return [block for block in out if block.text.strip()]


def _paragraph(lines: list[list[Run]]) -> list[Block]:
    runs = [run for line in lines for run in [Run("\n"), *line]]
    return [Block("p", tidy(runs))] if runs else []


def _with_headings(blocks: list[Block]) -> list[Block]:
    """Bold lines that stand as headings become h3; headings as long as paragraphs become paragraphs."""
    split: list[Block] = []
    for block in blocks:
        if block.kind in ("h3", "h4") and len(block.text) > _LONGEST_MARKED_HEADING:
            split.append(Block("p", block.runs))
        else:
            split += _heading_split(block)
    marked = [
        block.kind == "p" and at + 1 < len(split) and _stands_as_heading(block.runs)
        for at, block in enumerate(split)
    ]
    # Where most of a text is bold, bold says nothing.
    if sum(marked) * 2 > len(split):
        return split
    return [_heading(block) if is_marked else block for block, is_marked in zip(split, marked, strict=True)]


def _heading_split(block: Block) -> list[Block]:
    """A paragraph whose first line is bold alone is a heading and a paragraph."""
    lines = lines_of(block.runs) if block.kind == "p" else []
    if len(lines) < 2 or not _stands_as_heading(lines[0]) or _stands_as_heading(lines[1]):
        return [block]
    return [Block("p", lines[0]), *_paragraph(lines[1:])]


def _stands_as_heading(runs: list[Run]) -> bool:
    text = "".join(run.text for run in runs)
    is_bold = bool(runs) and all(run.strong and not run.href for run in runs)
    return is_bold and "\n" not in text and len(text) <= _LONGEST_HEADING and text[-1] not in ".!,;"


def _heading(block: Block) -> Block:
    return Block("h3", tidy([Run(run.text, False, run.em, run.href) for run in block.runs]))


def _fits(blocks: list[Block], markup: str) -> bool:
    if len(markup) > _LONGEST_HTML or markup.count("<") > _MOST_TAGS:
        return False
    return sum(len(block.text) for block in blocks) <= LONGEST


def _cut(blocks: list[Block]) -> list[Block]:
    """The beginning, within the bounds of `_fits` and with the note at its end."""
    # 20 characters and 6 tags are more than what nests a block; escaped, a character grows to 6 at most.
    room, markup, tags = LONGEST - len(NOTE), _LONGEST_HTML - len(NOTE) - 100, _MOST_TAGS - 10
    kept: list[Block] = []
    for block in blocks:
        written = write_html([block], LINK_REL)
        room -= len(block.text)
        markup -= len(written) + 20
        tags -= written.count("<") + 6
        if min(room, markup, tags) < 0:
            beginning = block.text[: max(0, min(room + len(block.text), (markup + len(written)) // 6))]
            kept.append(Block("p", tidy([Run(beginning.rpartition(" ")[0])])))
            break
        kept.append(block)
    return [*(block for block in kept if block.text), Block("p", [Run(NOTE, em=True)])]
