"""Answers: facts of the catalogue put into the words of ``responses.yml``."""
