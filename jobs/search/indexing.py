"""Keeps LivePosting in step with the postings; called in the transaction of each change."""


def index_postings(pks):
    pass
