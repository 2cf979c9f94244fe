"""The suite's own nets catch what they are there for."""

import pytest
from django.template import Context, Engine, Origin, Template
from django.template.loader import get_template

from tests.strict import ROOT, inline_code


def ours(source):
    return Template(source, origin=Origin(str(ROOT / "templates" / "invented.html")), engine=engine())


def engine():
    return get_template("404.html").template.engine


def test_an_undefined_variable_fails_in_a_template_of_ours():
    with pytest.raises(AssertionError, match=r"templates/invented.html uses 'nobody.name'"):
        ours("Hello {{ nobody.name }}").render(Context())


def test_a_variable_with_a_default_is_optional():
    assert ours('{{ nobody|default:"you" }}').render(Context()) == "you"


def test_asking_whether_a_variable_is_there_is_no_use_of_it():
    assert ours("{% if nobody %}x{% endif %}").render(Context()) == ""


def test_templates_of_installed_packages_may_rely_on_emptiness():
    theirs = Origin(str(ROOT / ".venv" / "lib" / "python3" / "site-packages" / "admin" / "base.html"))

    assert Template("[{{ nobody }}]", origin=theirs, engine=engine()).render(Context()) == "[]"


@pytest.mark.parametrize(
    "markup",
    [
        '<button onclick="go()">Go</button>',
        '<p style="color: red">Red</p>',
        "<script>go()</script>",
        "<style>p {}</style>",
        '<a href=" JavaScript:go()">Go</a>',
    ],
)
def test_code_and_styles_inside_html_are_found(markup):
    assert len(inline_code(f"<!doctype html><html><body>{markup}</body></html>")) == 1


def test_what_the_policy_allows_passes():
    page = """<script src="/a.js"></script><script nonce="x">1</script><style nonce="x"></style>
    <script type="application/ld+json">{}</script><a href="/jobs/">Jobs</a>"""

    assert inline_code(page) == []


def test_the_engine_is_the_one_with_the_net():
    assert isinstance(engine(), Engine)
    assert type(engine().string_if_invalid).__name__ == "UndefinedVariable"
