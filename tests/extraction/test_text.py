"""Normalising and sectioning a posting's text."""

from jobs.extraction import normalise


def sections(text):
    return {line.text: line.section for line in normalise(text).lines}


def test_it_unescapes_markdown_and_quotes_the_source():
    text = normalise("Requisition **2025\\-1023**: $40\\.50")

    assert text.clean == "Requisition 2025-1023: $40.50"
    start = text.clean.index("2025")
    assert text.quote(start, start + 9) == "2025\\-1023"


def test_it_folds_odd_spaces_dashes_quotes_and_letters():
    assert normalise("Pay\u00a0–\u202f“45”\u200b").clean == 'Pay - "45"'
    assert normalise("𝗣𝗮𝘆").clean == "Pay"


def test_it_reads_entities_and_tags():
    text = normalise("<p>Pay &amp; benefits</p><ul><li>401(k)</li></ul>")

    assert [line.text for line in text.lines] == ["Pay & benefits", "401(k)"]


def test_it_keeps_bullets_apart_from_emphasis():
    text = normalise("* one\n* *two*\n**Three**")

    assert [(line.text, line.is_bullet) for line in text.lines] == [
        ("one", True),
        ("two", True),
        ("Three", False),
    ]


def test_it_finds_sections():
    read = sections(
        "**About us**\nWe care.\n**Responsibilities:**\n* Starts IVs\n**Requirements**\n* BLS\n"
        "**Preferred Qualifications**\n* CRNI\n**Benefits**\n* PTO\n#RN #Nurse"
    )

    assert read["We care."] == "about"
    assert read["Starts IVs"] == "duties"
    assert read["BLS"] == "requirements"
    assert read["CRNI"] == "preferred"
    assert read["PTO"] == "benefits"
    assert read["#RN #Nurse"] == "keywords"


def test_education_under_preferred_stays_preferred():
    read = sections("**Requirements**\n* RN\n**Preferred Qualifications**\n**Education:**\n* BSN")

    assert read["BSN"] == "preferred"


def test_a_notice_of_equal_opportunity_is_boilerplate():
    read = sections(
        "Duties:\n* Starts IVs\n\nWe are an equal opportunity employer and value every person here."
    )

    assert read["We are an equal opportunity employer and value every person here."] == "eeo"


def test_it_splits_sentences_but_not_initials():
    text = normalise("Work with Dr. Example at the U.S. clinic. Nights only! Pay is $40.50 per hour.")

    assert [text.clean[span.start : span.end].strip() for span in text.sentences] == [
        "Work with Dr. Example at the U.S. clinic.",
        "Nights only!",
        "Pay is $40.50 per hour.",
    ]
