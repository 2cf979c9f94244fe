import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static/css"
SHEETS = sorted(CSS.rglob("*.css"))
COLOR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)\(", re.IGNORECASE)
# The QR code must stay dark on white, and the veil behind a dialog cannot read tokens in older browsers.
OWN_COLORS = {"pages/entrance.css": {"#fff"}, "components/dialog.css": {"rgb("}}


def name(sheet):
    return str(sheet.relative_to(CSS))


def test_the_site_loads_every_sheet_but_the_admins():
    imported = set(re.findall(r'@import "([^"]+)"', (CSS / "site.css").read_text()))
    assert imported == {name(sheet) for sheet in SHEETS} - {"site.css", "admin.css"}


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_colors_come_from_the_tokens_alone(sheet):
    if sheet.name == "tokens.css":
        return
    assert set(COLOR.findall(sheet.read_text())) <= OWN_COLORS.get(name(sheet), set())


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_every_rule_lies_in_a_layer(sheet):
    if sheet.name in {"site.css", "fonts.css", "admin.css"}:
        return
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL).strip()
    assert re.match(r"@layer (tokens|base|layout|components|pages|print) \{", text)


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_tokens_that_are_used_exist(sheet):
    known = set(re.findall(r"(--[a-z0-9-]+):", "".join(s.read_text() for s in SHEETS)))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", sheet.read_text())) <= known
