"""From a path or a byte stream to text, whatever the packing and encoding, within bounds."""

import codecs
import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO

from jobs.importing.types import FeedError, Limits

CHUNK = 64 * 1024
HEAD = 256 * 1024

_UNREADABLE = {
    b"PK\x03\x04": "This is a zip archive. Unpack it and import the files inside, or pack them with gzip.",
    b"PK\x05\x06": "This is an empty zip archive.",
    b"BZh": "This is a bzip2 file. Unpack it, or pack it with gzip.",
    b"\xfd7zXZ": "This is an xz file. Unpack it, or pack it with gzip.",
    b"\x28\xb5\x2f\xfd": "This is a zstd file. Unpack it, or pack it with gzip.",
    b"7z\xbc\xaf": "This is a 7-Zip archive. Unpack it and import the files inside.",
    b"%PDF": "This is a PDF, not a feed.",
}
_GZIP = b"\x1f\x8b"
_BOMS = [
    # UTF-32 first: its little-endian mark begins with the one of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_SINGLE_BYTE = re.compile(r"(iso8859-\d{1,2}|cp125\d|koi8-[ru]|mac-roman)")
_ESCAPED_BYTES = re.compile("[\udc80-\udcff]")
# What browsers do with a byte that is no UTF-8: five positions of Windows-1252 are empty.
_AS_WINDOWS = {0xDC00 + byte: bytes([byte]).decode("cp1252", errors="replace") for byte in range(0x80, 0x100)}


class BoundedBytes(RawIOBase):
    """A file's unpacked bytes, which end in a FeedError where they pass the limits."""

    def __init__(self, file: BinaryIO, limits: Limits):
        self._file = file
        self._limits = limits
        head = _peek(file)
        _refuse_unreadable(head)
        self._packed = head.startswith(_GZIP)
        self._source = gzip.GzipFile(fileobj=file) if self._packed else file
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        try:
            # read1 hands out what came before a cut; read would lose it.
            data = self._source.read1(min(len(buffer), CHUNK))
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise FeedError(f"The gzip file is cut off or damaged ({error}).") from error
        if self._packed and not self._count:
            _refuse_packed_twice(data)
        self._count += len(data)
        self._check()
        buffer[: len(data)] = data
        return len(data)

    def _check(self) -> None:
        if self._count > self._limits.unpacked:
            raise FeedError(f"The file is larger than {self._limits.unpacked:,} bytes unpacked.")
        if self._packed and self._count > self._limits.gzip_ratio_from:
            ratio = self._count / max(self._file.tell(), 1)
            if ratio > self._limits.gzip_ratio:
                raise FeedError(
                    f"The gzip file unpacks to more than {self._limits.gzip_ratio} times its size, "
                    "as decompression bombs do."
                )


class TextStream:
    """A feed's text in chunks, and its `head` to tell formats by.

    UTF-8 is expected, with or without a mark; UTF-16 and UTF-32 are known by their mark or their NULs.
    A byte that is not valid UTF-8 is read as Windows-1252 where the file so far holds more of them than of
    valid non-ASCII characters (a mislabelled file), else as U+FFFD. So a file that is called Latin-1 and is
    UTF-8, or the other way round, or glued together from both, reads right. `replaced` counts the bytes
    that were not valid in the file's encoding.
    """

    def __init__(self, file: BinaryIO, limits: Limits):
        self._bytes = BufferedReader(BoundedBytes(file, limits), CHUNK)
        self.replaced = 0
        self._sound = self._broken = 0
        sample = self._bytes.peek(CHUNK)
        self.encoding, self._declared_single_byte, skip = _encoding_of(sample)
        self._bytes.read(skip)
        errors = "surrogateescape" if self.encoding == "utf-8" else "replace"
        self._decoder = codecs.getincrementaldecoder(self.encoding)(errors=errors)
        self._chunks = self._decoded()
        self._cut: FeedError | None = None
        self.head = self._read_head()

    def __iter__(self) -> Iterator[str]:
        yield self.head
        if self._cut:
            raise self._cut
        yield from self._chunks

    def _read_head(self) -> str:
        """What can be read of the beginning; an error behind it waits until the head was read."""
        parts, size = [], 0
        try:
            while size < HEAD and (chunk := next(self._chunks, "")):
                parts.append(chunk)
                size += len(chunk)
        except FeedError as error:
            if not parts:
                raise
            self._cut = error
        return "".join(parts)

    def _decoded(self) -> Iterator[str]:
        while data := self._bytes.read1(CHUNK):
            if text := self._decode(data, final=False):
                yield text
        if text := self._decode(b"", final=True):
            yield text

    def _decode(self, data: bytes, *, final: bool) -> str:
        text = self._decoder.decode(data, final)
        if text.isascii():
            return text
        if self.encoding != "utf-8":
            self.replaced += text.count("\ufffd")
            return text
        return self._mend(text)

    def _mend(self, text: str) -> str:
        broken = len(_ESCAPED_BYTES.findall(text))
        self._sound += len(text) - len(text.encode("ascii", "ignore")) - broken
        self._broken += broken
        if not broken:
            return text
        if self._declared_single_byte:
            return text.translate(_AS_WINDOWS)
        self.replaced += broken
        if self._broken > self._sound:
            return text.translate(_AS_WINDOWS)
        return _ESCAPED_BYTES.sub("\ufffd", text)


@contextmanager
def open_text(source: Path | str | BinaryIO, limits: Limits) -> Iterator[TextStream]:
    """The text of a file, plain or gzip. Raises FeedError with a sentence where it cannot be read."""
    if not isinstance(source, Path | str):
        yield TextStream(source, limits)
        return
    with _opened(Path(source)) as file:
        yield TextStream(file, limits)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise FeedError(f"The file cannot be opened: {getattr(error, 'strerror', None) or error}.") from error


def _peek(file: BinaryIO) -> bytes:
    if isinstance(file, BufferedReader):
        return file.peek(8)[:8]
    head = file.read(8)
    file.seek(-len(head), 1)
    return head


def _refuse_unreadable(head: bytes) -> None:
    for magic, reason in _UNREADABLE.items():
        if head.startswith(magic):
            raise FeedError(reason)


def _refuse_packed_twice(data: bytes) -> None:
    if data.startswith(_GZIP):
        raise FeedError("The file is packed with gzip twice. Unpack it once.")
    _refuse_unreadable(data)


def _encoding_of(sample: bytes) -> tuple[str, bool, int]:
    """The decoder's name, whether the file calls itself Latin-1 or Windows-1252, the length of its mark."""
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name, False, len(mark)
    if len(sample) > 1 and (sample[0] == 0) != (sample[1] == 0):
        return ("utf-16-be" if sample[0] == 0 else "utf-16-le"), False, 0
    declared = _DECLARED.search(sample[:200])
    name = _normal_name(declared[1].decode("ascii")) if declared else "utf-8"
    if name in ("iso8859-1", "cp1252"):
        return "utf-8", True, 0
    return (name if _SINGLE_BYTE.fullmatch(name) else "utf-8"), False, 0


def _normal_name(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"
