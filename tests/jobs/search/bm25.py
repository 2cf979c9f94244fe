"""Plain BM25 over title and body: what the search is measured against. Pure."""

import math
import re
from collections import Counter

K1, B = 1.2, 0.75
_WORD = re.compile(r"[a-z0-9]+")


class Bm25:
    """`documents` maps ids to texts."""

    def __init__(self, documents):
        self.lengths, self.postings = {}, {}
        for key, text in documents.items():
            counts = Counter(_WORD.findall(text.lower()))
            self.lengths[key] = sum(counts.values())
            for word, number in counts.items():
                self.postings.setdefault(word, {})[key] = number
        self.average = sum(self.lengths.values()) / max(len(self.lengths), 1)

    def best(self, query, number):
        """The ids of the best documents, best first."""
        scores = Counter()
        for word in set(_WORD.findall(query.lower())):
            holding = self.postings.get(word, {})
            idf = math.log(1 + (len(self.lengths) - len(holding) + 0.5) / (len(holding) + 0.5))
            for key, count in holding.items():
                norm = K1 * (1 - B + B * self.lengths[key] / self.average)
                scores[key] += idf * count * (K1 + 1) / (count + norm)
        return [key for key, _ in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:number]]
