"""Checks what the entries mean together; each problem names file, line and key.

What one procedure says of itself is checked in ``bot.catalogue.check_entry``,
the other kinds in ``bot.catalogue.check_shared``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path

from bot.catalogue.check_entry import entry_problems
from bot.catalogue.check_shared import article_problems, clarification_problems, rule_problems
from bot.catalogue.check_trees import tree_problems
from bot.catalogue.collection import Article, Catalogue
from bot.catalogue.errors import CatalogueInvalid, Problem
from bot.catalogue.loader import CatalogueFiles, Entry, read_directory
from bot.catalogue.model import Procedure
from bot.catalogue.names import words_of
from bot.catalogue.stale_words import read_stale_words, stale_word_problems
from bot.catalogue.yaml_lines import KeyPath
from bot.text.normalise import normalise


def load_checked(directory: Path) -> Catalogue:
    """Return the catalogue of ``catalogue_data/`` when form and meaning are both right.

    Raises ``CatalogueInvalid`` with every problem of every file.
    """
    files = read_directory(directory)
    problems = check_files(files)
    if problems:
        raise CatalogueInvalid(problems)
    return files.catalogue()


def check_files(files: CatalogueFiles) -> list[Problem]:
    """Return all problems: those of the files' form, then those of their meaning."""
    codes = {entry.value.code for entry in files.procedures} | files.broken_codes
    words, problems = read_stale_words(files.directory)
    problems += files.problems
    for entry in files.procedures:
        problems += entry_problems(entry)
        problems += stale_word_problems(entry, words)
        problems += _unknown_neighbours(entry, codes)
        problems += _replacements(entry, files)
        problems += _unknown_tree(entry, files)
    for rule in files.rules:
        problems += rule_problems(rule, files, codes)
    for clarification in files.clarifications:
        problems += clarification_problems(clarification, files, codes)
    for article in files.articles:
        problems += article_problems(article, files, codes)
    procedures = [entry.value for entry in files.procedures]
    for tree in files.trees:
        problems += tree_problems(tree, procedures, codes)
    problems += _twice(files.procedures, ("code",), lambda procedure: procedure.code)
    problems += _twice(files.rules, ("id",), lambda rule: rule.id)
    problems += _twice(files.clarifications, ("id",), lambda clarification: clarification.id)
    problems += _twice(files.articles, ("id",), lambda article: article.id)
    problems += _twice(files.trees, ("id",), lambda tree: tree.id)
    problems += _article_clashes(files)
    problems += _alias_clashes(files)
    problems += _never_asked(files)
    return problems


def _unknown_neighbours(entry: Entry[Procedure], codes: set[str]) -> Iterator[Problem]:
    for i, code in enumerate(entry.value.related):
        if code == entry.value.code:
            yield entry.problem(("related", i), "the procedure is related to itself")
        elif code not in codes:
            yield entry.problem(("related", i), f"{code} is not in the catalogue")


def _replacements(entry: Entry[Procedure], files: CatalogueFiles) -> Iterator[Problem]:
    """Yield replaced codes that lead nowhere or in a circle."""
    entries = {each.value.code: each.value for each in files.procedures}
    code, after = entry.value.code, entry.value.replaced_by
    if after is not None and after not in entries and after not in files.broken_codes:
        yield entry.problem(("replaced_by",), f"{after} is not in the catalogue")
    seen = {code}
    while after in entries:
        if after in seen:
            yield entry.problem(("replaced_by",), "leads back to this procedure")
            break
        seen.add(after)
        after = entries[after].replaced_by
    for i, old in enumerate(entry.value.replaces):
        if old == code:
            yield entry.problem(("replaces", i), "the procedure replaces itself")
        elif old in entries and entries[old].replaced_by != code:
            message = f"{old} is in the catalogue and does not say replaced_by: {code}"
            yield entry.problem(("replaces", i), message)


def _unknown_tree(entry: Entry[Procedure], files: CatalogueFiles) -> Iterator[Problem]:
    tree = entry.value.guidance
    if tree is not None and tree not in {each.value.id for each in files.trees}:
        yield entry.problem(("guidance",), f"there is no guidance tree {tree}")


def _never_asked(files: CatalogueFiles) -> Iterator[Problem]:
    """Yield phrases that are the name of one procedure: its answer comes, the question never."""
    owners: dict[str, set[str]] = defaultdict(set)
    for entry in files.procedures:
        for _, name in _names(entry.value):
            owners[_heard(name)].add(entry.value.code)
    for question in files.clarifications:
        for i, phrase in enumerate(question.value.phrases):
            codes = owners[_heard(phrase)]
            if len(codes) == 1:
                message = f"“{phrase}” is a name of {min(codes)}, so this is never asked"
                yield question.problem(("phrases", i), message)


def _twice[T](
    entries: tuple[Entry[T], ...], key: KeyPath, identity: Callable[[T], Hashable]
) -> Iterator[Problem]:
    first: dict[Hashable, Entry[T]] = {}
    for entry in entries:
        earlier = first.setdefault(identity(entry.value), entry)
        if earlier is not entry:
            place = f"{earlier.file}:{earlier.lines.of((*earlier.at, *key))}"
            yield entry.problem(key, f"{identity(entry.value)} stands already in {place}")


def _article_clashes(files: CatalogueFiles) -> Iterator[Problem]:
    """Yield intents and phrases that lead to two articles."""
    owners: dict[tuple[str, str], Entry[Article]] = {}
    for entry in files.articles:
        article = entry.value
        claims: list[tuple[KeyPath, tuple[str, str]]] = [
            (("intents", i), ("intent", intent)) for i, intent in enumerate(article.intents)
        ]
        claims += [
            (("phrases", i), ("phrase", _heard(phrase))) for i, phrase in enumerate(article.phrases)
        ]
        for path, claim in claims:
            owner = owners.setdefault(claim, entry)
            if owner is not entry:
                said = f"also leads to the article {owner.value.id} ({owner.file})"
                yield entry.problem(path, f"“{claim[1]}” {said}")


def _alias_clashes(files: CatalogueFiles) -> Iterator[Problem]:
    """Yield names that would lead to two procedures, unless a clarification asks which."""
    asked = {_heard(phrase) for entry in files.clarifications for phrase in entry.value.phrases}
    owners: dict[str, list[tuple[Entry[Procedure], KeyPath]]] = defaultdict(list)
    for entry in files.procedures:
        for path, name in _names(entry.value):
            owners[_heard(name)].append((entry, path))
    for name, places in owners.items():
        first, there = places[0]
        for entry, path in places[1:]:
            if entry.value.code != first.value.code and name not in asked:
                line = first.lines.of((*first.at, *there))
                said = f"also leads to {first.value.code} ({first.file}:{line})"
                hint = "keep it in one, or list it in clarifications/"
                yield entry.problem(path, f"“{name}” {said}; {hint}")


def _names(procedure: Procedure) -> Iterator[tuple[KeyPath, str]]:
    yield ("name",), procedure.name
    yield ("short_name",), procedure.short_name
    for i, alias in enumerate(procedure.aliases):
        yield ("aliases", i), alias


def _heard(text: str) -> str:
    """Return a name as the linker hears it: slips put right, folded, single spaces."""
    return " ".join(word.folded for word in words_of(normalise(text)))
