import csv
import gzip
import json
import shutil

import pytest
from django.core.management import call_command

from jobs.models import City, Credential, PayLaw, State, Term, ZipCode
from jobs.vocabulary import files
from jobs.vocabulary.book import give_bits
from jobs.vocabulary.loading import Count, load_vocabulary

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of the data files with few places, for tests to change."""
    folder = tmp_path / "data"
    shutil.copytree(files.DATA, folder)
    monkeypatch.setattr(files, "DATA", folder)
    for name in ("zips.csv.gz", "cities.csv.gz"):
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            few = [line for _, line in zip(range(40), lines, strict=False)]
        with gzip.open(folder / name, "wt", encoding="utf-8") as out:
            out.writelines(few)
    return folder


def change_term(data, slug, **changes):
    terms = json.loads((data / "terms.json").read_text(encoding="utf-8"))
    for term in terms:
        if term["slug"] == slug:
            term.update(changes)
    (data / "terms.json").write_text(json.dumps(terms), encoding="utf-8")


def test_it_loads_the_shipped_files_whole():
    load_vocabulary()
    assert Term.objects.count() == len(files.terms())
    assert Credential.objects.count() == len(files.credentials())
    assert State.objects.count() == 56
    assert ZipCode.objects.count() == len(files.zips())
    assert City.objects.count() == len(files.cities())
    assert ZipCode.objects.get(zip="98402").city == "Tacoma"
    assert City.objects.get(state="NY", slug="new-york").population > 8_000_000


def test_it_writes_nothing_the_second_time(data, django_assert_num_queries):
    load_vocabulary()
    # One read per table, inside the transaction's savepoint.
    with django_assert_num_queries(6 + 2):
        again = load_vocabulary()
    assert {
        name: (count.created, count.updated, count.edited) for name, count in again.items()
    } == dict.fromkeys(again, (0, 0, 0))


def test_it_takes_over_what_changed_in_a_file(data):
    load_vocabulary()
    change_term(data, "home-infusion", label="Infusion at home")
    counts = load_vocabulary()
    assert Term.objects.get(kind="setting", slug="home-infusion").label == "Infusion at home"
    assert counts["terms"] == Count(updated=1, unchanged=len(files.terms()) - 1)


def test_it_leaves_alone_what_was_edited_by_hand(data):
    load_vocabulary()
    Term.objects.filter(slug="home-infusion").update(label="Home visits", is_edited=True)
    counts = load_vocabulary()
    assert Term.objects.get(kind="setting", slug="home-infusion").label == "Home visits"
    assert counts["terms"].edited == 1


def test_it_keeps_a_term_out_of_use_that_staff_took_out(data):
    load_vocabulary()
    Term.objects.filter(slug="volunteer").update(is_active=False)
    change_term(data, "volunteer", label="Unpaid volunteer")
    load_vocabulary()
    term = Term.objects.get(slug="volunteer")
    assert (term.label, term.is_active) == ("Unpaid volunteer", False)


def test_it_leaves_the_bits_that_live_rows_are_packed_by(data):
    load_vocabulary()
    give_bits()
    before = dict(Term.objects.values_list("pk", "bit"))

    change_term(data, "picc", label="PICC line")
    load_vocabulary()

    assert dict(Term.objects.values_list("pk", "bit")) == before
    assert None not in before.values()


def test_it_deletes_nothing(data):
    load_vocabulary()
    own = Term.objects.create(kind="therapy", slug="our-own", label="Our own", source="us", as_of="2026")
    load_vocabulary()
    assert Term.objects.filter(pk=own.pk).exists()


def test_it_keeps_the_ids_that_others_point_at(data):
    load_vocabulary()
    before = Term.objects.get(kind="setting", slug="home-infusion").pk
    change_term(data, "home-infusion", label="Infusion at home")
    load_vocabulary()
    assert Term.objects.get(kind="setting", slug="home-infusion").pk == before


def test_a_broken_row_leaves_the_tables_as_they_were(data):
    load_vocabulary()
    change_term(data, "home-infusion", label="Infusion at home")
    cities = data / "cities.csv.gz"
    with gzip.open(cities, "at", encoding="utf-8") as out:
        csv.writer(out).writerow(["TX", "nowhere", "Nowhere", "not a number", "0", "", "America/Chicago"])
    with pytest.raises(ValueError, match="not a number"):
        load_vocabulary()
    assert Term.objects.get(kind="setting", slug="home-infusion").label == "Home infusion"


def test_synonyms_come_from_both_files_without_repeats(data):
    load_vocabulary()
    synonyms = Term.objects.get(kind="therapy", slug="biologics").synonyms
    assert {"infliximab", "Remicade", "Entyvio"} <= set(synonyms)
    folded = [word.casefold() for word in synonyms]
    assert len(folded) == len(set(folded))
    assert "certified infusion nurse" in Credential.objects.get(slug="crni").synonyms


def test_terms_keep_the_order_of_the_file(data):
    load_vocabulary()
    slugs = [term["slug"] for term in files.terms() if term["kind"] == "experience_band"]
    assert list(Term.objects.of("experience_band").values_list("slug", flat=True)) == slugs


def test_states_know_the_compact(data):
    load_vocabulary()
    colorado, massachusetts = State.objects.get(usps="CO"), State.objects.get(usps="MA")
    assert (colorado.compact, colorado.compact_since) == ("implemented", "2018-01-19")
    assert massachusetts.compact == "enacted_pending"
    assert State.objects.get(usps="VI").slug == "us-virgin-islands"


def test_pay_laws_of_states_and_cities_stand_side_by_side(data):
    load_vocabulary()
    assert PayLaw.objects.get(state="CO", locality="").asks == PayLaw.Asks.YES
    assert PayLaw.objects.get(locality="Westchester County").locality_kind == "county"
    columbus = PayLaw.objects.get(state="OH", locality="Columbus")
    assert (columbus.asks, columbus.effective) == (PayLaw.Asks.FUTURE, "2027-01-01")
    district = PayLaw.objects.get(state="DC")
    assert district.benefits_in_posting == "no"
    assert "before the first interview." in district.note


def test_loaded_rows_pass_their_own_validation(data):
    load_vocabulary()
    for model in (Term, Credential, State, PayLaw, ZipCode, City):
        for row in model.objects.all():
            row.full_clean(validate_unique=False, validate_constraints=False)


def test_the_command_tells_what_it_did(data, capsys):
    call_command("load_vocabulary")
    assert "states: 56 created, 0 updated, 0 unchanged, 0 edited" in capsys.readouterr().out
