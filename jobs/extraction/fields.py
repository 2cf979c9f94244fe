"""Values of labelled fields: "Schedule: Full time", or a label with its value on the line below."""

import re
from collections.abc import Iterator

from jobs.extraction.text import Line, Text

_FIELD_HINT = re.compile(
    r"type|status|schedule|shift|hours|fte|position|employment|categor|class|time|days|week|holiday|call"
    r"|ft/pt|basis|details"
)


def labelled_values(text: Text, label: re.Pattern[str], bare: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Values of labelled fields with their quotes: on the label's line, or on the line below it."""
    waiting: Line | None = None
    for line in text.lines:
        if line.section in {"eeo", "keywords"}:
            waiting = None
            continue
        if not waiting and not _FIELD_HINT.search(text.lower, line.start, min(line.end, line.start + 60)):
            continue
        content = text.lower[line.start : line.end]
        if waiting and not content.rstrip().endswith(":"):
            yield content[:70], text.quote(waiting.start, min(line.end, line.start + 70))
        waiting = None
        if len(content) < 60 and bare.match(content.strip(" #*")):
            waiting = line
            continue
        match = label.match(content)
        if match:
            yield (
                content[:140] if "fte" in match[0].lower() else content[match.end() :][:120],
                text.quote(line.start, min(line.end, line.start + match.end() + 120)),
            )
        elif "|" in content and len(content) < 200:
            for part in content.split("|"):
                match = label.match(part.strip())
                if match:
                    yield part.strip()[match.end() :], part.strip()[:200]
