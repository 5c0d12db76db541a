"""Where dossiers come from."""
