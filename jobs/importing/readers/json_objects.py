"""The records of a JSON feed, whichever way its objects are strung together."""

from collections.abc import Iterator

from jobs.importing.opening import TextStream
from jobs.importing.readers.json_stream import is_json_lines, json_items, json_lines
from jobs.importing.types import Limits, Rejection


def json_objects(text: TextStream, limits: Limits) -> Iterator[tuple[int, dict] | Rejection]:
    """(row, object) for JSON lines, an array, or an object that wraps one; a Rejection for what is none."""
    if is_json_lines(text.head):
        yield from json_lines(text, limits)
        return
    for number, item in json_items(text, limits):
        if isinstance(item, dict):
            yield number, item
        else:
            yield Rejection(number, "", "The item is not a JSON object.")
