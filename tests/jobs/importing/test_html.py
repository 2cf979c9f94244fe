import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobs.importing.html import LONGEST, NOTE, clean_html, kind_of

TAG = re.compile(r"<(/?)([a-z0-9]+)((?: [^<>]*)?)>")
ALLOWED = {"p", "br", "ul", "ol", "li", "strong", "em", "h3", "h4", "a"}
LINK = re.compile(r' href="(?:https?|mailto):[^"<>\s]+" rel="nofollow ugc noopener"')

PIECES = st.sampled_from(
    """<p> </p> <br> <div> </div> <ul> </ul> <ol> </ol> <li> </li> <b> </b> <strong> </strong> <em> </em> <i> <h1>
    </h1> <h3> </h3> <h5> <table> <tr> <td> <th> </table> <script> </script> <style> </style> <svg> </svg> <math>
    <a&#32;href="https://example.com/?a=1&amp;b=2"> <a&#32;href="javascript:alert(1)"> </a>
    <img&#32;src=x&#32;onerror=alert(1)> <a&#32;title="</style><img&#32;onerror=x>"> <!-- --> <![CDATA[ ]]>
    &lt;p&gt; &lt;/p&gt; &amp;lt;b&amp;gt; &nbsp; &#8203; &#x202e; &#0; &amp; & < > " ' ** * _ \\- # == -- • - . : word
    another Duties: <noscript> <template> <textarea> <title> <select> <plaintext> <frameset> <font> <pre>""".split()
).map(lambda piece: piece.replace("&#32;", " "))
SOUP = st.lists(PIECES | st.sampled_from([" ", "\n", "\n\n"]) | st.text(max_size=5), max_size=40).map("".join)


def check(source, kind):
    clean = clean_html(source, kind)
    rest = TAG.sub("", clean.html)
    assert "<" not in rest
    assert ">" not in rest
    for _closing, name, attributes in TAG.findall(clean.html):
        assert name in ALLOWED
        assert not attributes or (name == "a" and LINK.fullmatch(attributes))
    assert not re.search("[\0-\x08\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", clean.html + clean.text)
    assert clean_html(clean.html, "html").html == clean.html
    return clean


@given(SOUP, st.sampled_from(["html", "markdown", "text"]))
@example("<p><b>Work type</b><br><b>Shift</b><br>Days</p>", "html")
@example("<ul><ul><ol><li>x</ol></ul>y", "html")
def test_the_result_holds_allowed_tags_alone_and_cleaning_it_changes_nothing(source, kind):
    check(source, kind)


@given(st.text(), st.sampled_from(["html", "markdown", "text"]))
def test_any_text_becomes_clean(source, kind):
    check(source, kind)


@pytest.mark.parametrize(
    "attack",
    [
        '<svg><style><a title="</style><img src=x onerror=alert(1)>">',
        "<script>alert(1)</script>",
        '<script type="application/ld+json">{"@type": "alert(1)"}</script>',
        "<style>@import 'alert(1)'</style>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
        "<iframe srcdoc='<b>alert(1)</b>'></iframe>",
        "<template><b>alert(1)</b></template>",
        "<p onclick='alert(1)' style='x:alert(1)'></p>",
        "<a href='java\nscript:alert(1)'></a>",
        "<img src=x onerror=alert(1)>",
    ],
)
def test_attacks_leave_nothing(attack):
    clean = check(f"<p>before</p>{attack}", "html")

    assert "alert" not in clean.html
    assert clean.text.startswith("before")


def test_a_script_in_pieces_is_only_words():
    clean = check("<scr<script>ipt>alert(1)</scr</script>ipt><p>after</p>", "html")

    assert clean.html == "<p>ipt&gt;alert(1)ipt&gt;</p><p>after</p>"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "//evil.example.com",
        "/path",
        "data:text/html,x",
        "&#106;avascript:x",
        "vbscript:x",
        "",
    ],
)
def test_links_to_anything_but_pages_and_mail_are_unwrapped(link):
    assert clean_html(f'<p><a href="{link}">read</a></p>', "html").html == "<p>read</p>"


def test_links_are_kept_with_our_rel():
    clean = clean_html('<a href="https://example.com/?a=1&b=2" rel="dofollow" target="_blank">x</a>', "html")

    rel = 'rel="nofollow ugc noopener"'
    assert clean.html == f'<p><a href="https://example.com/?a=1&amp;b=2" {rel}>x</a></p>'


@pytest.mark.parametrize("times", [0, 1, 2, 3])
def test_html_escaped_up_to_three_times_is_undone(times):
    source = "<p>Care &amp; <b>comfort</b></p>"
    for _ in range(times):
        source = source.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert clean_html(source, "html").html == "<p>Care &amp; <strong>comfort</strong></p>"


def test_markdown_with_its_escapes():
    source = (
        "**Duties**\n\nSince 2025\\-1023, \\$5\\.00 \\& more\\\\-so.\n\n* Ports\n* PICCs\n\t+ Chest\n\n1. One"
    )

    clean = clean_html(source, "markdown")

    assert clean.html == (
        "<h3>Duties</h3><p>Since 2025-1023, $5.00 &amp; more-so.</p>"
        "<ul><li>Ports</li><li>PICCs<ul><li>Chest</li></ul></li></ul><ol><li>One</li></ol>"
    )
    assert clean.text == "Duties\n\nSince 2025-1023, $5.00 & more-so.\n\n- Ports\n- PICCs\n  - Chest\n- One"
    assert clean.words == 10


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Shift**:** days", "<p>Shift<strong>:</strong> days</p>"),
        ("**Shift:**Days", "<p><strong>Shift:</strong>Days</p>"),
        ("**one****two** three", "<p><strong>onetwo</strong> three</p>"),
        ("** spaced ** out", "<p><strong>spaced </strong>out</p>"),
        ("**never closed", "<p><strong>never closed</strong></p>"),
        ("a<br>b<br/>c", "<p>a<br>b<br>c</p>"),
        ("<b>no</b> HTML", "<p>&lt;b&gt;no&lt;/b&gt; HTML</p>"),
        ("Title\n=====\n\ntext", "<h3>Title</h3><p>text</p>"),
        ("dash\n-\nbelow", "<p>dash</p><p>below</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("    indented words", "<p>indented words</p>"),
    ],
)
def test_markdown_as_it_comes(source, expected):
    assert clean_html(source, "markdown").html == expected


def test_plain_text_keeps_its_lines_and_typed_bullets_become_lists():
    clean = clean_html("One <two>\nthree\n\n• IVs\n• ports\nEnd", "text")

    assert clean.html == "<p>One &lt;two&gt;<br>three</p><ul><li>IVs</li><li>ports</li></ul><p>End</p>"


def test_headings_go_down_to_our_levels():
    clean = clean_html("<h1>A</h1><h2>B</h2><h5>C</h5><p>text</p>", "html")

    assert clean.html == "<h3>A</h3><h3>B</h3><h4>C</h4><p>text</p>"


def test_a_bold_line_above_text_is_a_heading():
    clean = clean_html("<p><b>Duties</b><br>Care.</p><p><strong>Pay:</strong></p><p>Good.</p>", "html")

    assert clean.html == "<h3>Duties</h3><p>Care.</p><h3>Pay:</h3><p>Good.</p>"


@pytest.mark.parametrize(
    "source",
    [
        "<p>Care.</p><p><strong>Apply now</strong></p>",
        "<p><strong>This is a whole sentence.</strong></p><p>Care.</p><p>More.</p>",
        "<p><strong>Pay:</strong> good</p><p>Care.</p>",
    ],
)
def test_bold_that_is_no_heading_stays_bold(source):
    assert clean_html(source, "html").html == source


def test_empty_paragraphs_and_invisible_characters_vanish():
    clean = clean_html("<p>&nbsp;</p><p>x\u200by&#8203;\u202ez&#x202e;\0</p><div><br></div>", "html")

    assert clean.html == "<p>xyz</p>"


def test_items_without_a_list_and_tables_are_readable():
    assert clean_html("<li>one<li>two", "html").html == "<ul><li>one</li><li>two</li></ul>"
    assert clean_html("<table><tr><td>Shift</td><td>Day</td></tr></table>", "html").html == "<p>Shift Day</p>"


def test_a_long_text_is_kept_whole():
    source = "\n\n".join(["word " * 50] * 70)

    clean = clean_html(source, "markdown")

    assert clean.words == 3500
    assert NOTE not in clean.text


@pytest.mark.parametrize("unit", ["word " * 40 + "\n\n", "word ", "<", "&", "\n\na"])
def test_a_text_beyond_the_limit_is_cut_with_a_note(unit):
    clean = check(unit * (200_000 // len(unit)), "text")

    assert sum(map(len, clean.text.split("\n"))) <= LONGEST
    assert clean.text.endswith(NOTE)


@pytest.mark.parametrize(
    "unit",
    [
        "<ul>",
        "<div>",
        "<p><b>",
        "<a href=x>",
        "<table><tr><td>",
        "<svg>",
        "<!--",
        "<li>",
        "<b a",
        "&lt;p&gt;",
        "</p>",
        *(
            "*",
            "[",
            "**a ",
            "![",
            "> ",
            "- ",
            "`",
            "* * a\n",
            "|a|\n|-|\n",
            "\\",
            "_a",
            "<script>",
            "&lt;script",
        ),
    ],
)
def test_no_text_takes_long(unit):
    began = time.process_time()
    for kind in ("html", "markdown", "text"):
        check(unit * (150_000 // len(unit)), kind)

    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<p>x</p>", "html"),
        ("&lt;p&gt;x&lt;/p&gt;", "html"),
        ("one<br>two", "html"),
        ("**Duties**\n\n* IVs\n* ports<br>", "markdown"),
        ("2025\\-1023 \\& more", "markdown"),
        ("Nurses with <3 years & more", "text"),
        (None, "text"),
    ],
)
def test_it_tells_the_kind_of_a_description(source, kind):
    assert kind_of(source) == kind


@pytest.mark.parametrize(
    "unit", ["<b>a</b><i>b</i>", "<p>x</p>", "<a href='https://example.com/'>x</a> ", "<li>&amp;"]
)
def test_much_markup_is_cut_once(unit):
    check(unit * (390_000 // len(unit)), "html")
