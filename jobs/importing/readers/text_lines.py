"""Lines of a text stream, each of bounded length."""

from collections.abc import Iterable, Iterator


def numbered_lines(chunks: Iterable[str], limit: int) -> Iterator[tuple[int, str | None]]:
    """(number, line with its end), counted from 1; None for a line of more than `limit` characters.

    Only a newline ends a line: the other separators that `str.splitlines` knows stand inside JSON strings.
    """
    number, held, size, overlong = 1, [], 0, False
    for chunk in chunks:
        *ended, rest = chunk.split("\n")
        for part in ended:
            held.append(part)
            overlong = overlong or size + len(part) > limit
            yield number, (None if overlong else "".join(held) + "\n")
            number, held, size, overlong = number + 1, [], 0, False
        size += len(rest)
        overlong = overlong or size > limit
        held = [] if overlong else [*held, rest]
    if overlong or any(held):
        yield number, (None if overlong else "".join(held))
