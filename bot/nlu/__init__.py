"""Understanding: Rasa graph components, thin over ``bot.text`` and ``bot.catalogue``."""
