"""Reads a tsquery as jobs.search.asking writes it into a tree, and writes a tree as a tsquery. Pure.

A tree is ("lexeme", word), ("phrase", tsquery text), ("not", tree), ("all", trees) or ("any", trees).
"""

import re

_TOKENS = re.compile(r"\s*('(?:[^'\\]|''|\\.)*'|<->|[&|!()])")


def parse(text):
    """The tree of a tsquery. Raises ValueError where it is none of ours."""
    tokens, at = [], 0
    text = text.strip()
    while at < len(text):
        found = _TOKENS.match(text, at)
        if not found:
            raise ValueError(f"Not a tsquery of ours, from character {at}: {text[at : at + 40]!r}")
        tokens.append(found[1])
        at = found.end()
    tree = _any(tokens)
    if tokens:
        raise ValueError(f"Left over in a tsquery: {tokens[0]!r}")
    return tree


def _any(tokens):
    return _joined(tokens, "|", "any", _all)


def _all(tokens):
    return _joined(tokens, "&", "all", _not)


def _joined(tokens, sign, name, read):
    trees = [read(tokens)]
    while tokens and tokens[0] == sign:
        tokens.pop(0)
        trees.append(read(tokens))
    if len(trees) == 1:
        return trees[0]
    # One inside another of its kind is the same without the brackets.
    return (name, [inner for tree in trees for inner in (tree[1] if tree[0] == name else [tree])])


def _not(tokens):
    if tokens and tokens[0] == "!":
        tokens.pop(0)
        return ("not", _not(tokens))
    return _phrase(tokens)


def _phrase(tokens):
    tree = _one(tokens)
    if not tokens or tokens[0] != "<->":
        return tree
    words = [write(tree)]
    while tokens and tokens[0] == "<->":
        tokens.pop(0)
        words.append(write(_one(tokens)))
    return ("phrase", " <-> ".join(words))


def _one(tokens):
    if not tokens:
        raise ValueError("A tsquery that ends too early.")
    first = tokens.pop(0)
    if first == "(":
        tree = _any(tokens)
        if not tokens or tokens.pop(0) != ")":
            raise ValueError("A bracket of a tsquery is not closed.")
        return tree
    if first[0] != "'":
        raise ValueError(f"A tsquery cannot go on with {first!r}")
    return ("lexeme", re.sub(r"''|\\(.)", lambda found: found[1] or "'", first[1:-1]))


def quote(lexeme):
    """A lexeme in a tsquery; backslash and quote cannot be in one, but a slug may come from anywhere."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def write(tree):
    """A tree as tsquery text."""
    name, inner = tree
    if name == "lexeme":
        return quote(inner)
    if name == "phrase":
        return f"({inner})"
    if name == "not":
        return f"!{write(inner)}"
    return "(" + (" & " if name == "all" else " | ").join(write(one) for one in inner) + ")"
