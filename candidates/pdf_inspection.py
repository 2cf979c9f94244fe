"""The structure of a PDF: it opens, has pages, and holds nothing that acts.

A hostile PDF can make its reader use any amount of time and memory, so it is opened in a process of its
own, with limits on both. Run as a script this module is that process: the file on stdin, one word out.
"""

import subprocess
import sys

MAX_SECONDS = 8
MAX_MEMORY = 512 * 1024 * 1024
MAX_OBJECTS = 60_000
TAIL_BYTES = 4096

DAMAGED = "This PDF is damaged or holds something else as well. Print or export your résumé as PDF again."
PROBLEMS = {
    "good": "",
    "damaged": DAMAGED,
    "encrypted": "This PDF has a password or is locked. Save it without protection.",
    "script": "This PDF holds a script or starts programs. Print your résumé to PDF and choose that.",
    "embedded": "This PDF holds other files. Print your résumé to PDF and choose that.",
    "empty": "This PDF has no pages. Export your résumé as PDF again.",
    "too_big": "This PDF is too complex to check. Print your résumé to PDF and choose that.",
}
ACTING = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/GoToE",
    "/GoToR",
    "/Rendition",
    "/RichMediaExecute",
}
EMBEDDING = {"/EmbeddedFile", "/RichMedia", "/FileAttachment", "/3D", "/Movie", "/Screen"}


def problem_of(file):
    """A sentence that says what is wrong with this open PDF; "" for a good one."""
    if not _is_all_pdf(file):
        return DAMAGED
    file.seek(0)
    try:
        done = subprocess.run(
            [sys.executable, "-I", __file__],
            input=file.read(),
            capture_output=True,
            timeout=MAX_SECONDS + 4,
            env={},
            cwd="/",
        )
    except subprocess.TimeoutExpired:
        return PROBLEMS["too_big"]
    word = done.stdout.decode(errors="replace").strip()
    if done.returncode != 0:  # out of memory, out of time, or the reader itself crashed
        return PROBLEMS["too_big"]
    return PROBLEMS.get(word, DAMAGED)


def _is_all_pdf(file):
    """It begins with its sign and ends with its end mark: no other file before or behind it."""
    file.seek(0)
    if not file.read(8).startswith((b"%PDF-1.", b"%PDF-2.")):
        return False
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL_BYTES))
    _, mark, rest = file.read().rpartition(b"%%EOF")
    return bool(mark) and not rest.strip(b"\0 \t\r\n\x1a")


def _inspect(stream):
    import pikepdf

    try:
        with pikepdf.open(stream, suppress_warnings=True) as pdf:
            return _word_for(pdf, pikepdf)
    except pikepdf.PasswordError:
        return "encrypted"
    except (pikepdf.PdfError, ValueError, TypeError, KeyError):
        return "damaged"


def _word_for(pdf, pikepdf):
    if pdf.is_encrypted:
        return "encrypted"
    if len(pdf.pages) == 0:
        return "empty"
    if len(pdf.objects) > MAX_OBJECTS:
        return "too_big"
    names = pdf.Root.get("/Names", {})
    if "/JavaScript" in names:
        return "script"
    if "/EmbeddedFiles" in names or "/Collection" in pdf.Root or "/AF" in pdf.Root:
        return "embedded"
    return next((word for thing in pdf.objects if (word := _walk(thing, pikepdf))), "good")


def _walk(thing, pikepdf):
    """What an object does, looking into the direct objects inside it: "script", "embedded" or ""."""
    waiting = [thing]
    while waiting:
        current = waiting.pop()
        if isinstance(current, pikepdf.Dictionary | pikepdf.Stream):
            if word := _act_of(current):
                return word
            waiting += [value for value in dict(current.items()).values() if _is_direct(value, pikepdf)]
        elif isinstance(current, pikepdf.Array):
            waiting += [value for value in current if _is_direct(value, pikepdf)]
    return ""


def _is_direct(value, pikepdf):
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _act_of(dictionary):
    if "/JS" in dictionary or "/XFA" in dictionary or str(dictionary.get("/S", "")) in ACTING:
        return "script"
    if (
        "/EF" in dictionary
        or {str(dictionary.get("/Type", "")), str(dictionary.get("/Subtype", ""))} & EMBEDDING
    ):
        return "embedded"
    return ""


def main():
    import io
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(_inspect(io.BytesIO(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
