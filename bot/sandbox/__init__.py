"""Pretend systems for trying the assistant out; everything in them is invented."""

SANDBOX_KEY = "sandbox"
"""The bearer key of the pretend office; no secret."""
