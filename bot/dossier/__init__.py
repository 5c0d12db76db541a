"""Dossiers: their codes, what the office says of them, and who may see what."""
