"""Answers that hold lists: the search, its facets, a facility's own postings."""

from api.job_json import JOB
from api.shapes import ADDRESS, MISSING, TEXT, WHOLE, YES_NO, Property, Shape, list_of, or_null, said
from jobs.search.criteria import LISTS
from jobs.search.results import SWITCH_LABELS

CHOICE = Shape(
    "Choice",
    "One value of a filter.",
    {
        "slug": Property(said(TEXT, "The value, as the filter takes it."), lambda choice: choice.slug),
        "label": Property(TEXT, lambda choice: choice.label),
        "count": Property(
            said(WHOLE, "How many postings have it, with this filter's own choices left out."),
            lambda choice: choice.count,
        ),
        "selected": Property(YES_NO, lambda choice: choice.selected),
    },
)
FACETS = Shape(
    "Facets",
    "The filters with their values, the most frequent first.",
    {
        name: Property(list_of(CHOICE.ref), lambda facets, name=name: [CHOICE.write(c) for c in facets[name]])
        for name in [*(name for name in LISTS if name != "facility"), *SWITCH_LABELS]
    },
)
TOTAL = Property(said(WHOLE, "How many postings the search finds."), lambda answer: answer["total"])
UNDERSTOOD = {
    "total": TOTAL,
    "sentence": Property(
        said(TEXT, "The search in words, as it was understood."),
        lambda answer: answer["asked"].criteria.sentence(),
    ),
    "corrected": Property(
        said(TEXT, "The words searched for in place of misspelt ones; empty where nothing was corrected."),
        lambda answer: answer["asked"].understood.corrected,
    ),
    "has_all_words": Property(
        said(YES_NO, "False where no posting has all the words: these have some."),
        lambda answer: not answer["asked"].is_any,
    ),
}


def _facets(answer):
    return MISSING if answer["facets"] is None else FACETS.write(answer["facets"])


JOB_LIST = Shape(
    "JobList",
    "One page of a search.",
    {
        **UNDERSTOOD,
        "results": Property(list_of(JOB.ref), lambda answer: [JOB.write(facts) for facts in answer["facts"]]),
        "next": Property(said(or_null(ADDRESS), "The page after this one."), lambda answer: answer["next"]),
        "prev": Property(said(or_null(ADDRESS), "The page before this one."), lambda answer: answer["prev"]),
        "facets": Property(FACETS.ref, _facets, is_optional=True),
    },
)
FACET_LIST = Shape(
    "FacetList",
    "The filters of a search with their counts.",
    {**UNDERSTOOD, "facets": Property(FACETS.ref, _facets)},
)
SHAPES = [JOB_LIST, FACET_LIST, FACETS, CHOICE]
