import gzip
from io import BytesIO

import pytest

from jobs.importing.readers import open_feed
from tests.jobs.importing.feeds import postings

XML = '<?xml version="1.0"{}?><source><job><title>Café “Señora” nurse</title><city>Cañon City</city></job></source>'
TITLE = "Café “Señora” nurse"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("", "utf-8"),
        ("", "utf-8-sig"),
        (' encoding="utf-8"', "utf-8"),
        (' encoding="utf-16"', "utf-16"),
        (' encoding="utf-16"', "utf-16-le"),
        (' encoding="utf-16"', "utf-16-be"),
        ("", "utf-32"),
        (' encoding="ISO-8859-1"', "cp1252"),
        (' encoding="windows-1252"', "cp1252"),
        (' encoding="ISO-8859-1"', "utf-8"),
        (' encoding="utf-8"', "cp1252"),
        (' encoding="nonsense"', "utf-8"),
        (' encoding="utf-7"', "utf-8"),
    ],
)
def test_it_reads_an_encoding_whatever_the_file_calls_it(declared, encoding):
    assert postings(XML.format(declared).encode(encoding))[0].title == TITLE


def test_it_counts_the_bytes_that_were_not_utf_8():
    source = XML.format("").encode().replace(b"nurse", b"n\xffrse \xc3\x28")

    with open_feed(BytesIO(source)) as feed:
        title = next(iter(feed)).posting.title

    assert title == "Café “Señora” n\ufffdrse \ufffd("
    assert feed.replaced == 2


def test_it_reads_a_mislabelled_file_as_windows_1252_and_counts():
    with open_feed(BytesIO(XML.format("").encode("cp1252"))) as feed:
        assert next(iter(feed)).posting.title == TITLE
    assert feed.replaced == 5


def test_it_replaces_half_a_utf_16_character():
    source = XML.format("").encode("utf-16").replace("é".encode("utf-16-le"), b"\x00\xd8", 1)

    with open_feed(BytesIO(source)) as feed:
        assert next(iter(feed)).posting.title.startswith("Caf\ufffd")
    assert feed.replaced == 1


def test_it_reads_gzip_in_several_members():
    source = XML.format("").encode()

    assert postings(gzip.compress(source[:40]) + gzip.compress(source[40:]))[0].title == TITLE


def test_it_reads_html_names_of_characters_that_xml_does_not_know():
    source = b"<source><job><title>RN&nbsp;&ndash; caf&eacute; &lt;b&gt; &#x1F;&#0;ok &#169;</title></job></source>"

    assert postings(source)[0].title == "RN – café ok ©"


def test_blanks_before_the_declaration_are_forgiven():
    assert (
        postings(b'\n  <?xml version="1.0"?><source><job><title>RN</title></job></source>')[0].title == "RN"
    )
