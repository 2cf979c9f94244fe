"""Sentences with choices and slots: "[one|other] way to say it in {city}"."""

import re
from functools import cache
from random import Random

from recruitment.demo.words import common, names, things

_MARK = re.compile(r"\[([^\]]*)\]|\{(\w+)\}")
# As many names as the syllables give; a number of another size of step shuffles them.
NAMES = len(names.BEGINNINGS) * len(names.MIDDLES) * len(names.ENDINGS)
STEP = 7919


class Slot(str):
    """The name of a slot."""


@cache
def lines(text):
    """The sentences of a block of text, one a line, each ready to be said."""
    return tuple(phrase(line) for line in text.strip().splitlines())


@cache
def phrase(text):
    """A sentence in parts: a string stands as it is, a Slot for a fact, a tuple for phrases to choose from."""
    parts, at = [], 0
    for mark in _MARK.finditer(text):
        parts.append(text[at : mark.start()])
        options, slot = mark.groups()
        parts.append(Slot(slot) if slot else tuple(phrase(option) for option in options.split("|")))
        at = mark.end()
    parts.append(text[at:])
    return [part for part in parts if part]


class Voice(dict):
    """Says phrases by one stream of random numbers; its own items fill the slots, invented names the rest."""

    def __init__(self, draw: Random, **facts):
        super().__init__(facts)
        self.draw = draw
        self.random = draw.random

    def say(self, parts):
        said = []
        for part in parts:
            kind = type(part)
            if kind is str:
                said.append(part)
            elif kind is Slot:
                said.append(self[part])
            else:
                said.append(self.say(part[int(self.random() * len(part))]))
        return "".join(said)

    def one(self, options):
        return options[int(self.random() * len(options))]

    def some(self, options, most):
        """Up to `most` of them, in random order."""
        return self.draw.sample(options, min(most, len(options)))

    def __missing__(self, slot):
        return getattr(self, f"_{slot}")()

    def name(self):
        """An invented name. The n-th is met 1/n as often as the first, like words in any language (Zipf)."""
        number = int(NAMES ** self.random() - 1) * STEP % NAMES
        number, ending = divmod(number, len(names.ENDINGS))
        beginning, middle = divmod(number, len(names.MIDDLES))
        return names.BEGINNINGS[beginning] + names.MIDDLES[middle] + names.ENDINGS[ending]

    def _street(self):
        return f"{self.name()} {self.one(names.STREETS)}"

    def _area(self):
        return f"{self.name()} {self.one(names.AREAS)}" if self.random() < 0.6 else self.name()

    def _person(self):
        return f"{self.one(names.GIVEN)} {self.name()}"

    def _program(self):
        return f"{self.name()} {self.one(names.PROGRAMS)}"

    def _sight(self):
        return names.SIGHTS[int(len(names.SIGHTS) ** self.random()) - 1]

    def _sights(self):
        return listed(list({self._sight(): None, self._sight(): None}))

    def _diagnoses(self):
        return listed(self.some(things.DIAGNOSES, 3))

    def _backgrounds(self):
        return listed(self.some(things.BACKGROUNDS, 2), "or")

    def _screens(self):
        return listed(self.some(things.SCREENS, 2))

    def heading(self, section):
        return self.say(phrase(self.one(common.HEADINGS[section])))


def listed(words, last="and"):
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
