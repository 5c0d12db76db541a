"""Guidance: from a person's answers to the checklist that he needs."""
