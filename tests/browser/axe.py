"""What axe-core finds on a page. The fixtures put it into every page, beside the page's own scripts."""

from pathlib import Path

AXE = (Path(__file__).parent / "vendor/axe/axe.min.js").read_text()


# Pages it looks at right now. It copies elements, and the browser reports their styles to the console as blocked.
looked_at = set()


def violations(page):
    """The rules that the page breaks: (id, the first element's HTML)."""
    looked_at.add(page)
    try:
        found = page.evaluate("() => axe.run()")["violations"]
        page.wait_for_timeout(100)  # the last of those reports come after its answer
    finally:
        looked_at.remove(page)
    return [(violation["id"], violation["nodes"][0]["html"]) for violation in found]


def is_too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")
