"""How well messages are understood, measured on texts that no training ever saw."""
