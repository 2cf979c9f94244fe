"""Names of places as the addresses of pages spell them. No ORM: the data script uses it too."""

import re
import unicodedata

# Posting texts, the postal service and GeoNames disagree on these first words; one spelling wins,
# the one most employers type.
FIRST_WORDS = {"saint": "st", "sainte": "ste", "ft": "fort", "mt": "mount"}


def city_slug(name: str) -> str:
    """Return the slug of a city's name: "Saint Louis" and "St. Louis" are both "st-louis".

    ASCII letters, digits and hyphens; apostrophes vanish ("O'Fallon" is "ofallon").
    A name without a Latin letter or digit gives "".
    """
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", " ", ascii_name.lower().replace("'", "")).split()
    if len(words) > 1:
        words[0] = FIRST_WORDS.get(words[0], words[0])
    return "-".join(words)


def city_key(name: str) -> str:
    """Return the slug without hyphens, to compare spellings: "Mc Lean" and "McLean" share a key."""
    return city_slug(name).replace("-", "")
