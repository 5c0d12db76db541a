"""The one public HTTP server: webhooks in, page out; no Rasa in here."""
