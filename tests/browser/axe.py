"""What axe-core finds on a page. The fixtures put it into every page, beside the page's own scripts."""

from pathlib import Path

AXE = (Path(__file__).parent / "vendor/axe/axe.min.js").read_text()


# Preloaded style sheets are for one experimental rule, and their copies break the pages' own policy.
OPTIONS = {"preload": False}


def violations(page):
    """The rules that the page breaks: (id, the first element's HTML). Without scripts it cannot look."""
    if page.evaluate("typeof axe") == "undefined":
        return []
    found = page.evaluate("options => axe.run(options)", OPTIONS)["violations"]
    return [(violation["id"], violation["nodes"][0]["html"]) for violation in found]


def is_too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")
