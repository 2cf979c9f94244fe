import contextlib
import io
import os
import resource
import time

import pytest

from candidates.resume_checks import MAX_BYTES, BadResume, check_resume
from tests.candidates import samples


def check(data, name):
    return check_resume(io.BytesIO(data), name)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (samples.pdf(), "resume.pdf", "pdf"),
        (samples.pdf(), "RESUME.PDF", "pdf"),
        (samples.pdf() + b"\r\n\0\0", "resume.pdf", "pdf"),
        (samples.docx(), "resume.docx", "docx"),
        (samples.docx(relations=samples.external("hyperlink", "https://example.com/me")), "r.docx", "docx"),
        (samples.docx(relations=samples.external("hyperlink", "mailto:me@example.com")), "r.docx", "docx"),
        (
            samples.docx(relations=samples.external("attachedTemplate", "file:///C:\\T\\CV.dotx")),
            "r.docx",
            "docx",
        ),
    ],
)
def test_it_takes_an_honest_file(data, name, kind):
    assert check(data, name) == kind


def test_it_leaves_the_file_at_its_start():
    file = io.BytesIO(samples.docx())
    check_resume(file, "resume.docx")
    assert file.tell() == 0


HOSTILE = {
    "program named pdf": (b"MZ\x90\0" + b"\0" * 500, "resume.pdf", "no PDF file"),
    "web page named pdf": (b"<html><script>1</script></html>", "resume.pdf", "no PDF file"),
    "pdf named docx": (samples.pdf(), "resume.docx", "no Word file"),
    "docx named pdf": (samples.docx(), "resume.pdf", "no PDF file"),
    "page in a pdf's clothes": (samples.html_polyglot(), "resume.pdf", "web page"),
    "page behind a pdf": (samples.pdf_with_page_behind(), "resume.pdf", "web page"),
    "zip behind a pdf": (samples.pdf_with_zip_behind(), "resume.pdf", "something else"),
    "program before a pdf": (b"MZ" + samples.pdf(), "resume.pdf", "no PDF file"),
    "half a pdf": (samples.pdf()[:200], "resume.pdf", "damaged"),
    "pdf of noise": (b"%PDF-1.7\n" + b"\1\2\3" * 900 + b"\n%%EOF", "resume.pdf", "damaged"),
    "encrypted pdf": (samples.encrypted_pdf(), "resume.pdf", "password"),
    "locked pdf": (samples.owner_locked_pdf(), "resume.pdf", "locked"),
    "pdf with a script": (samples.javascript_pdf(), "resume.pdf", "script"),
    "pdf with a named script": (samples.named_javascript_pdf(), "resume.pdf", "script"),
    "pdf that starts a program": (samples.launching_pdf(), "resume.pdf", "script"),
    "pdf with a file in it": (samples.embedding_pdf(), "resume.pdf", "other files"),
    "plain zip": (samples.archive({"a.txt": "hello"}), "resume.docx", "zip archive"),
    "spreadsheet": (samples.docx(main="application/vnd.ms-excel.main+xml"), "resume.docx", "zip archive"),
    "macros": (samples.macro_docx(), "resume.docx", "macros"),
    "macro document": (samples.macro_main_docx(), "resume.docx", "macros"),
    "undeclared macros": (samples.docx({"word/vbaProject.bin": b"x"}), "resume.docx", "macros"),
    "embedded object": (samples.docx({"word/embeddings/oleObject1.bin": b"x"}), "resume.docx", "other files"),
    "remote template": (
        samples.docx(relations=samples.external("attachedTemplate", "https://evil.example/t.dotm")),
        "resume.docx",
        "elsewhere",
    ),
    "template on a share": (
        samples.docx(relations=samples.external("attachedTemplate", "file://evil.example/t.dotm")),
        "resume.docx",
        "elsewhere",
    ),
    "remote picture": (
        samples.docx(relations=samples.external("image", "https://evil.example/p.png")),
        "resume.docx",
        "elsewhere",
    ),
    "link to a share": (
        samples.docx(relations=samples.external("hyperlink", "\\\\evil.example\\x")),
        "resume.docx",
        "elsewhere",
    ),
    "script link": (
        samples.docx(relations=samples.external("hyperlink", "javascript:alert(1)")),
        "resume.docx",
        "elsewhere",
    ),
    "field that starts a program": (
        samples.docx(body="</w:t><w:instrText>DDEAUTO c:\\cmd.exe</w:instrText><w:t>"),
        "resume.docx",
        "elsewhere",
    ),
    "entity bomb": (
        samples.docx({"[Content_Types].xml": '<!DOCTYPE a [<!ENTITY b "c">]><Types>&b;</Types>'}),
        "resume.docx",
        "damaged",
    ),
    "zip with a page before it": (b"<html>" + samples.docx(), "resume.docx", "no Word file"),
    "zip with a page behind it": (samples.docx() + b"<html>", "resume.docx", "damaged"),
    "path out of the zip": (samples.docx({"../../evil.xml": "x"}), "resume.docx", "damaged"),
    "zip with a password": (samples.encrypted_zip_docx(), "resume.docx", "password"),
    "lying zip bomb": (samples.lying_zip_bomb(), "resume.docx", "damaged"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "resume.docx", "old format"),
    "old word by name": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "resume.doc", "old Word format"),
    "macro word by name": (samples.macro_docx(), "resume.docm", "macros"),
    "picture": (b"<svg onload=alert(1)>", "me.svg", "PDF or a Word file"),
    "no extension": (samples.pdf(), "resume", "PDF or a Word file"),
    "two extensions": (samples.pdf(), "resume.pdf.exe", "PDF or a Word file"),
    "nothing": (b"", "resume.pdf", "empty"),
    "six megabytes": (samples.pdf() + b"\0" * (6 * 1024 * 1024), "resume.pdf", "larger than 5 MB"),
}


@pytest.mark.parametrize(("data", "name", "words"), HOSTILE.values(), ids=HOSTILE)
def test_it_refuses_with_a_sentence(data, name, words):
    with pytest.raises(BadResume, match=words):
        check(data, name)


def test_it_refuses_a_bomb_before_unpacking_it():
    bomb = samples.zip_bomb()
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    with pytest.raises(BadResume, match="far more"):
        check(bomb, "resume.docx")
    assert time.perf_counter() - started < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


def test_random_bytes_never_crash_it():
    good = {"resume.pdf": samples.pdf(), "resume.docx": samples.docx()}
    for name, data in good.items():
        for at in range(9, len(data) - 1, max(1, len(data) // 12)):
            broken = data[:at] + os.urandom(3) + data[at + 3 :]
            with contextlib.suppress(BadResume):
                assert check(broken, name) in {"pdf", "docx"}


def test_the_limit_is_five_megabytes():
    assert MAX_BYTES == 5 * 1024 * 1024
