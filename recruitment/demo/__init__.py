"""Invented facilities, postings and people, the same for the same seed. No real employer or person."""
