"""The structure of a Word file: one clean zip of bounded size, a Word document inside, nothing that acts."""

import re
import struct
import zipfile
import zlib

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

MAX_UNPACKED = 50 * 1024 * 1024
MAX_RATIO = 100
# Small parts of one repeated sign shrink a thousandfold and hurt nobody.
RATIO_FROM = 2 * 1024 * 1024
MAX_PARTS = 1000
MAX_XML = 4 * 1024 * 1024
END_RECORD = struct.Struct("<4s4H2LH")
CONTENT_TYPES = "[Content_Types].xml"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

DAMAGED = (
    "This Word file is damaged or holds something else as well. Open it and save it again, or save it as PDF."
)
NOT_WORD = "This file is a zip archive, not a Word document. Save your résumé as .docx or PDF."
TOO_BIG = "This Word file unpacks to far more than a résumé holds. Save it as PDF and choose that."
MACROS = "This Word file holds macros. Save it as PDF, or as .docx without them."
EMBEDDED = "This Word file holds other files or controls. Save it as PDF and choose that."
LINKED = "This Word file loads content from elsewhere. Save it as PDF and choose that."
LOCKED = "This Word file has a password. Save it without one."

ACTIVE_TYPES = ("macroenabled", "vbaproject", "vbadata")
EMBEDDED_TYPES = ("oleobject", "activex", "ms-office.activex", "package.encrypted")
EMBEDDED_RELATIONS = (
    "/oleobject",
    "/package",
    "/control",
    "/afchunk",
    "/activexcontrolbinary",
    "/subdocument",
)
HARMLESS_LINK = re.compile(r"(https?://|mailto:|tel:|#)|(?!(\\\\|//|[a-z][a-z0-9+.-]*:))", re.I)
# Word notes which template on this computer's own disk a document came from. Any other place is fetched.
LOCAL_TEMPLATE = re.compile(r"file:///[a-z]:[\\/]|[\w .()-]+\.do[tc][xm]?$", re.I)
FIELD_CODE = re.compile(rb"<w:instrText[^>]*>([^<]*)</w:instrText>")
ACTIVE_FIELD = re.compile(rb"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT)\b", re.I)


class _Problem(Exception):
    pass


def problem_of(file):
    """A sentence that says what is wrong with this open .docx file; "" for a good one.

    Checked before anything is unpacked: that the zip fills the whole file, and its declared sizes.
    Then every part is unpacked in pieces against its declared size and checksum.
    """
    try:
        _check_envelope(file)
        with zipfile.ZipFile(file) as archive:
            _check_directory(archive)
            _check_parts(archive)
    except _Problem as problem:
        return str(problem)
    except (zipfile.BadZipFile, ElementTree.ParseError, DefusedXmlException, NotImplementedError):
        return DAMAGED
    except (
        UnicodeDecodeError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
        struct.error,
        KeyError,
        zlib.error,
    ):
        # zipfile, zlib and the XML reader on hostile bytes; a failing disk would be refused too, not let in.
        return DAMAGED
    return ""


def _check_envelope(file):
    """The zip begins at the first byte and ends at the last: nothing before, between or behind."""
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        raise _Problem(DAMAGED)
    size = file.seek(0, 2)
    file.seek(max(0, size - END_RECORD.size))
    sign, _, _, _, _, directory_size, directory_at, comment = END_RECORD.unpack(file.read(END_RECORD.size))
    if sign != b"PK\x05\x06" or comment or directory_at + directory_size != size - END_RECORD.size:
        raise _Problem(DAMAGED)


def _check_directory(archive):
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MAX_PARTS or len(set(names)) != len(names) or any(map(_is_odd, names)):
        raise _Problem(DAMAGED)
    if any(part.flag_bits & 1 for part in parts):
        raise _Problem(LOCKED)
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise _Problem(DAMAGED)
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked > MAX_RATIO * packed):
        raise _Problem(TOO_BIG)
    _check_no_overlap(archive, parts)


def _is_odd(name):
    return name.startswith("/") or "\\" in name or "\0" in name or ".." in name.split("/")


def _check_no_overlap(archive, parts):
    """Parts that share bytes are how a small zip unpacks to a huge one (David Fifield, 2019)."""
    end = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < end:
            raise _Problem(TOO_BIG)
        end = part.header_offset + 30 + len(part.filename.encode()) + part.compress_size
    if end > archive.start_dir:
        raise _Problem(DAMAGED)


def _check_parts(archive):
    names = {part.filename for part in archive.infolist()}
    if CONTENT_TYPES not in names:
        raise _Problem(NOT_WORD)
    _check_types(archive)
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise _Problem(MACROS)
    if any(name.lower().startswith(("word/embeddings/", "word/activex/")) for name in names):
        raise _Problem(EMBEDDED)
    if archive.testzip() is not None:
        raise _Problem(DAMAGED)
    for name in names:
        if name.lower().endswith(".rels"):
            _check_relations(_xml(archive, name))
        elif name.startswith("word/") and name.endswith(".xml"):
            _check_fields(archive, name)


def _check_types(archive):
    declared = {}
    for node in _xml(archive, CONTENT_TYPES):
        declared[node.get("PartName") or "." + (node.get("Extension") or "")] = node.get("ContentType") or ""
    every = " ".join(declared.values()).lower()
    if any(sign in every for sign in ACTIVE_TYPES):
        raise _Problem(MACROS)
    if any(sign in every for sign in EMBEDDED_TYPES):
        raise _Problem(EMBEDDED)
    mains = [name for name, kind in declared.items() if kind == MAIN_TYPE]
    if len(mains) != 1 or mains[0].lstrip("/") not in archive.namelist():
        raise _Problem(NOT_WORD)


def _check_relations(root):
    for node in root:
        kind, target = (node.get("Type") or "").lower(), (node.get("Target") or "").strip()
        if kind.endswith(EMBEDDED_RELATIONS):
            raise _Problem(EMBEDDED)
        if kind.endswith("/vbaproject"):
            raise _Problem(MACROS)
        if (node.get("TargetMode") or "").lower() == "external" and not _is_harmless(kind, target):
            raise _Problem(LINKED)


def _is_harmless(kind, target):
    if kind.endswith("/hyperlink"):
        return bool(HARMLESS_LINK.match(target))
    return kind.endswith("/attachedtemplate") and bool(LOCAL_TEMPLATE.match(target))


def _check_fields(archive, name):
    """Field codes that start a program or fetch a file when Word opens the document."""
    with archive.open(name) as part:
        codes = b"".join(FIELD_CODE.findall(part.read(MAX_UNPACKED)))
    if ACTIVE_FIELD.search(codes):
        raise _Problem(LINKED)


def _xml(archive, name):
    if archive.getinfo(name).file_size > MAX_XML:
        raise _Problem(TOO_BIG)
    return ElementTree.fromstring(archive.read(name), forbid_dtd=True)
