import re
from pathlib import Path

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from jinja2 import UndefinedError
from lxml import html

from recruitment.gallery import CARDS, VERDICTS, Card, GalleryForm, gallery
from recruitment.macros import macro

COMPONENTS = Path(__file__).resolve().parents[2] / "templates/components"


def parse(template, **context):
    return html.fragment_fromstring(render_to_string(template, context), create_parent="div")


def card(card, **options):
    return html.fragment_fromstring(macro("posting_card")(card, **options), create_parent="div")


def parse_form(form):
    return html.fragment_fromstring(str(form), create_parent="div")


class SmallForm(forms.Form):
    zip = forms.CharField(label="Home ZIP", help_text="Five digits.")
    kind = forms.ChoiceField(label="Type", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    note = forms.CharField(required=False)


@pytest.mark.parametrize("component", sorted(COMPONENTS.glob("_*.html")), ids=lambda path: path.name)
def test_a_component_says_first_what_it_takes(component):
    assert re.match(r"{% (comment|load)", component.read_text())
    assert "{% comment %}" in component.read_text()[:200]


@pytest.mark.parametrize("component", sorted(COMPONENTS.glob("*.jinja")), ids=lambda path: path.name)
def test_a_macro_says_first_what_it_takes(component):
    assert component.read_text().startswith("{#")
    assert macro(component.stem)


def test_a_macro_fails_where_something_is_not_defined():
    with pytest.raises(UndefinedError):
        macro("posting_card")({"title": "RN"})


def test_a_field_names_its_hint_and_its_error():
    page = parse_form(SmallForm({}))
    field = page.get_element_by_id("id_zip")
    assert field.get("aria-invalid") == "true"
    for described_by in field.get("aria-describedby").split():
        assert page.get_element_by_id(described_by).text_content().strip()


def test_a_label_belongs_to_its_field():
    page = parse_form(SmallForm())
    assert page.get_element_by_id("id_zip").label.text_content().strip() == "Home ZIP"


def test_a_group_of_radios_is_a_fieldset_with_its_legend():
    fieldset = parse_form(SmallForm()).find(".//fieldset")
    assert fieldset.findtext("legend").strip() == "Type"


def test_what_may_stay_empty_says_so():
    page = parse_form(SmallForm())
    assert "(optional)" in page.get_element_by_id("id_note").label.text_content()
    assert "(optional)" not in page.get_element_by_id("id_zip").label.text_content()


def test_the_error_summary_leads_to_each_field():
    page = parse_form(GalleryForm({}))
    links = page.xpath("//*[@data-error-summary]//a/@href")
    assert "#id_name" in links
    for link in links:
        assert page.get_element_by_id(link.removeprefix("#")) is not None


def test_a_fine_form_has_no_error_summary():
    assert not parse_form(SmallForm()).xpath("//*[@data-error-summary]")


def test_what_someone_typed_is_escaped_in_errors():
    form = SmallForm({"zip": "", "kind": "<script>alert(1)</script>"})
    assert "<script>" not in str(form)


def test_each_verdict_has_a_word_and_a_shape_of_its_own():
    shapes = set()
    for verdict in VERDICTS:
        page = parse("components/_verdict.html", verdict=verdict)
        assert verdict["word"] in page.text_content()
        shapes.add(page.xpath("//use/@href")[0].partition("#")[2])
    assert len(shapes) == len(VERDICTS)


def test_a_card_reads_in_the_order_a_nurse_asks():
    text = " ".join(card(CARDS[0]).text_content().split())
    parts = ["Home Infusion RN", "Juniper Creek", "Denver", "$48 to $56", "Per diem", "License counts",
             "Posted Tue, Nov 17", "Answers by"]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_a_card_without_pay_says_so():
    assert "Pay not stated" in card(CARDS[3]).text_content()


def test_a_card_says_why_it_stands_there_only_where_it_is_asked_for():
    found = Card(why=["In the title"])
    assert "In the title" in card(found, has_reasons=True).text_content()
    assert "In the title" not in card(found).text_content()


def test_what_a_posting_says_is_escaped_on_its_card():
    hostile = "<script>alert(1)</script>"
    page = card(Card(title=hostile, facility=hostile, place=hostile, chips=[hostile], pay_line=hostile))
    assert not page.xpath("//script")
    assert page.text_content().count(hostile) == 5


def test_one_page_needs_no_pager():
    assert not parse("components/_pager.html", number=1, last=1, numbers=[1], prefix="?page=").xpath("//nav")


def test_a_pager_marks_the_page_it_stands_on_and_leads_both_ways():
    page = parse("components/_pager.html", number=2, last=3, numbers=[1, 2, 3], prefix="?q=picc&page=")
    assert page.xpath("//a[@aria-current='page']/@href") == ["?q=picc&page=2"]
    assert page.xpath("//a[@rel='prev']/@href") == ["?q=picc&page=1"]
    assert page.xpath("//a[@rel='next']/@href") == ["?q=picc&page=3"]


def test_facts_that_are_not_known_say_so():
    page = parse("components/_facts.html", rows=[{"label": "Call", "value": "", "note": ""}])
    assert "Not stated" in page.text_content()


@pytest.mark.django_db
def test_the_gallery_shows_every_component(rf):
    request = rf.get("/dev/gallery/")
    request.user = AnonymousUser()
    page = gallery(request).content.decode()
    assert page.count("posting-card__title") == len(CARDS)
    assert "data-error-summary" in page
