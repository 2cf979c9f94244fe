"""The words invented postings are made of."""
