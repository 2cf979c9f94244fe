from dataclasses import dataclass, field

from jobs.importing.types import Rejection


@dataclass
class Report:
    """What an import did with every row: each is counted once, `closed` are postings that had no row."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    closed: int = 0
    rejected: list[dict] = field(default_factory=list)

    @property
    def rows(self):
        return self.created + self.updated + self.unchanged + len(self.rejected)

    def reject(self, rejection: Rejection):
        self.rejected.append({"row": rejection.row, "id": rejection.id, "reason": rejection.reason})

    def add(self, other, **more):
        """Count another file's rows in; `more` is told of each of its rejections."""
        for name in ["created", "updated", "unchanged", "closed"]:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.rejected += [{**row, **more} for row in other.rejected]

    def as_dict(self):
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "closed": self.closed,
            "rejected": self.rejected,
        }
