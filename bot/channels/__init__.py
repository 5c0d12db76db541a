"""Channels: how messages come in and how replies leave."""
