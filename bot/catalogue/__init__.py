"""The catalogue: reviewed entries, their checks, their published versions.

Facts live in ``catalogue_data/``; nothing of them is written in Python.
"""
