"""Is an uploaded file an honest PDF or Word résumé? Extension, first bytes and structure must agree.

No ORM. The file is read in pieces; nothing is unpacked to disk; whoever is refused gets a sentence.
"""

import os

import filetype

from candidates import docx_inspection, pdf_inspection

MAX_BYTES = 5 * 1024 * 1024
HEAD_BYTES = 8192
# What filetype makes of each kind. A Word file whose parts come in an unusual order is just a zip to it.
MAGIC = {"pdf": {"pdf"}, "docx": {"docx", "zip"}}
OTHERS = {
    "doc": "This is the old Word format. Open it, choose Save As, and pick .docx or PDF.",
    "docm": "This Word file can carry macros. Save it as .docx or PDF.",
    "pages": "This is an Apple Pages file. Choose File, Export To, PDF.",
    "odt": "This is an OpenDocument file. Save it as .docx or PDF.",
    "rtf": "This is an RTF file. Save it as .docx or PDF.",
    "txt": "This is a plain text file. Save it as .docx or PDF.",
}
WEB_PAGE = (b"<html", b"<script", b"<svg", b"<!doctype", b"<?php", b"<body", b"<iframe")


class BadResume(ValueError):
    """The file is refused; the text is a sentence for the person who chose it."""


def check_resume(file, name):
    """The kind ("pdf" or "docx") of an open binary file that was uploaded as `name`.

    Raises BadResume with the reason. Leaves the file at its start.
    """
    kind = _kind_by_name(name)
    _check_size(file)
    file.seek(0)
    _check_head(file.read(HEAD_BYTES), kind)
    inspect = {"pdf": pdf_inspection.problem_of, "docx": docx_inspection.problem_of}[kind]
    problem = inspect(file)
    file.seek(0)
    if problem:
        raise BadResume(problem)
    return kind


def _kind_by_name(name):
    extension = os.path.splitext(name)[1].lower().lstrip(".")
    if extension in MAGIC:
        return extension
    raise BadResume(
        OTHERS.get(extension, "Choose a PDF or a Word file (.docx). We cannot take this kind of file.")
    )


def _check_size(file):
    size = file.seek(0, os.SEEK_END)
    if size == 0:
        raise BadResume("This file is empty. Choose another one.")
    if size > MAX_BYTES:
        raise BadResume(
            "This file is larger than 5 MB. Save it smaller: as PDF, with fewer or smaller pictures."
        )


def _check_head(head, kind):
    if kind == "docx" and head.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadResume(
            "This Word file has a password or is in the old format. Save it without one, as .docx or PDF."
        )
    guess = filetype.guess(head)
    if guess is None or guess.extension not in MAGIC[kind]:
        named, said = {"pdf": ("PDF", ".pdf"), "docx": ("Word", ".docx")}[kind]
        raise BadResume(
            f"The name ends in {said}, but this is no {named} file. Open it and save it as {named} anew."
        )
    # Browsers guess a type from the first bytes, so there is where a page in disguise would be.
    lowered = head[:1024].lower()
    if any(sign in lowered for sign in WEB_PAGE):
        raise BadResume("This file is a web page in disguise. Save your résumé as PDF and choose that.")
