"""The tokens' contrast in both themes, by the formula of WCAG 2.2 (relative luminance)."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parents[2] / "static/css/tokens.css").read_text()
PAIR = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
ALIAS = re.compile(r"--([a-z-]+): var\(--([a-z-]+)\);")
FALLBACK = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")

GROUNDS = ["paper", "surface", "sunken"]
TEXT = [(ink, ground) for ink in ("ink", "ink-soft", "ink-quiet", "accent", "red") for ground in GROUNDS] + [
    ("accent-strong", "accent-soft"),
    ("ink", "accent-soft"),
    ("ink", "amber-soft"),
    ("ink", "green-soft"),
    ("ink", "red-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("amber", "surface"),
    ("amber", "paper"),
    ("amber", "amber-soft"),
    ("green", "green-soft"),
    ("red", "red-soft"),
    ("grey", "grey-soft"),
    ("ink-soft", "grey-soft"),
    ("paper", "red"),
]
EDGES = [(edge, ground) for edge in ("edge", "accent", "focus", "amber-mark") for ground in GROUNDS[:2]]


def palette():
    colors = {name: (light, dark) for name, light, dark in PAIR.findall(TOKENS)}
    for alias, name in ALIAS.findall(TOKENS):
        colors[alias] = colors[name]
    return colors


def luminance(color):
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_stands_out_4_5_to_1(ink, ground, theme):
    colors = palette()
    assert contrast(colors[ink][theme], colors[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_controls_stand_out_3_to_1(edge, ground, theme):
    colors = palette()
    assert contrast(colors[edge][theme], colors[ground][theme]) >= 3


def test_the_formula_gives_black_on_white_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_browsers_without_light_dark_get_the_light_theme():
    light = {name: pair[0] for name, pair in palette().items()}
    fallback = dict(FALLBACK.findall(TOKENS.partition("@supports")[2]))
    assert fallback
    assert {name: light[name] for name in fallback} == fallback
    assert {name for name, *_ in PAIR.findall(TOKENS)} == set(fallback)
