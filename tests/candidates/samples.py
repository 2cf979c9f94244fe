"""Résumé files, honest and hostile, made on the spot."""

import io
import os
import zipfile

import pikepdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEXT = "Nadia Nursington, infusion nurse. Ports, PICCs, IVIG."


def pdf(change=None, **options):
    """A one-page PDF; `change` may alter the open document before it is saved."""
    document = pikepdf.new()
    document.add_blank_page()
    content = f"BT /F1 12 Tf 72 720 Td ({TEXT}) Tj ET".encode()
    document.pages[0].Contents = document.make_stream(content)
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()


def large_pdf(size):
    """About `size` bytes, all of them inside the document."""

    def change(document):
        document.Root.Padding = document.make_stream(os.urandom(size))

    return pdf(change)


def encrypted_pdf():
    return pdf(encryption=pikepdf.Encryption(owner="owner", user="user"))


def owner_locked_pdf():
    return pdf(encryption=pikepdf.Encryption(owner="owner", user=""))


def javascript_pdf():
    def change(document):
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.Root.OpenAction = document.make_indirect(action)

    return pdf(change)


def named_javascript_pdf():
    def change(document):
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        tree = pikepdf.Dictionary(Names=pikepdf.Array(["start", action]))
        document.Root.Names = pikepdf.Dictionary(JavaScript=tree)

    return pdf(change)


def launching_pdf():
    def change(document):
        action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9]), A=action
        )
        document.pages[0].Annots = pikepdf.Array([link])

    return pdf(change)


def embedding_pdf():
    def change(document):
        document.attachments["tool.exe"] = b"MZ" + b"\0" * 64

    return pdf(change)


def html_polyglot():
    return b"%PDF-1.4\n<html><script>alert(1)</script></html>\n%%EOF\n"


def pdf_with_page_behind():
    return pdf() + b"<html><script>alert(1)</script></html>"


def pdf_with_zip_behind():
    return pdf() + docx()


def docx(extra=None, *, body=TEXT, relations="", main=f"{WORD}.document.main+xml", types="", settings=None):
    """A Word document; `extra` adds or replaces parts, `relations` adds to the document's own."""
    parts = {
        "[Content_Types].xml": (
            '<?xml version="1.0"?>'
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>'
        ),
        "_rels/.rels": _relations(
            f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": (
            '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
            f'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{body}</w:t></w:r></w:p></w:body></w:document>'
        ),
        "word/_rels/document.xml.rels": _relations(relations),
        **(extra or {}),
    }
    return archive(parts)


def archive(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _relations(rows):
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{rows}</Relationships>"
    )


def external(kind, target):
    return f'<Relationship Id="r9" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'


def macro_docx():
    macros = '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    return docx({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0macro"}, types=macros)


def macro_main_docx():
    return docx(main="application/vnd.ms-word.document.macroEnabled.main+xml")


def zip_bomb():
    out = io.BytesIO(docx())
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package,
        package.open("word/big.xml", "w") as part,
    ):
        for _ in range(200):
            part.write(b"0" * 1024 * 1024)
    return out.getvalue()


def lying_zip_bomb():
    """Says it unpacks to little; its data says otherwise."""
    honest = docx({"word/big.xml": b"0" * 20 * 1024 * 1024})
    said, wanted = (20 * 1024 * 1024).to_bytes(4, "little"), (900).to_bytes(4, "little")
    return honest.replace(said, wanted)


def encrypted_zip_docx():
    data = bytearray(docx())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)
