"""Dialogue: pure decisions about what a message asks, without Rasa and without words."""
