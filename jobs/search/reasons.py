"""Why a result stands where it stands, as sentences. Pure."""

from jobs.search import asking

# From this standing on a word is in the title, or a fact of the posting; below it is in the text.
IN_TITLE, IN_FACTS, IN_TEXT = 0.55, 0.3, 0.04


def why(candidate, asked):
    """Sentences, the weightiest first, from the parts that ranking computed."""
    if not candidate.parts:
        return [_sorted_by(asked, candidate)]
    if candidate.parts[0] is None:
        return ["It has what you asked for; below the best, only titles and facts are compared."]
    wish, fresh, quality, _hits, role, other, *standings = candidate.parts
    said = _about_words(asked.nodes[: asking.MOST_NODES], standings)
    said += _about_wishes(asked.understood.wishes, wish)
    if role:
        said.append("It is the role you named.")
    if other:
        said.append("Its title names another profession, so it stands lower.")
    if fresh > 0.8:
        said.append("Posted in the last days.")
    if quality > 0.75:
        said.append("The posting answers most of what nurses ask.")
    if candidate.miles is not None:
        said.append(f"{round(candidate.miles)} miles away.")
    return said


def _about_words(nodes, standings):
    places = {"title": [], "facts": [], "text": [], "nowhere": []}
    for node, standing in zip(nodes, standings, strict=True):
        place = "title" if standing >= IN_TITLE else "facts" if standing >= IN_FACTS else "text"
        places[place if standing >= IN_TEXT / 2 else "nowhere"].append(node.words)
    said = []
    for place, words in (
        ("title", "In the title: {}."),
        ("facts", "A fact of the posting: {}."),
        ("text", "In the text: {}."),
        ("nowhere", "Not found: {}."),
    ):
        if places[place]:
            said.append(words.format(", ".join(places[place])))
    return said


def _about_wishes(wishes, standing):
    if not wishes:
        return []
    asked = ", ".join(wish.words if wish.wanted else f"no {wish.words}" for wish in wishes)
    if standing > 0:
        return [f"Fits your wish: {asked}."]
    if standing < 0:
        return [f"Does not fit your wish, so it stands lower: {asked}."]
    return [f"Says nothing about your wish: {asked}."]


def _sorted_by(asked, candidate):
    order = asked.criteria.order
    if order == "distance":
        return f"{round(candidate.miles)} miles away; sorted by distance."
    if order == "pay":
        return "Sorted by yearly pay."
    return "Sorted by the day it was posted."
