"""Short sourced articles on topics that are no procedure: accounts, paying, fraud.

An article is told when one of its phrases is heard, whatever the rest of the message
asks, or when the message has an intent that the article stands ready for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from bot.answers.heard import heard_as, spoken_words
from bot.answers.layout import Screen, fit, with_sources
from bot.answers.next_steps import MAX_BUTTONS
from bot.answers.phrases import Phrases
from bot.answers.told import CatalogueSource, Line
from bot.answers.wording import sentence
from bot.catalogue.collection import Article, ArticleLine, Catalogue
from bot.catalogue.rules import rows_on, source_of
from bot.channels.replies import Button, Reply
from bot.text.fold import fold
from bot.text.normalise import normalise

READ_ARTICLE = "choose_option?article="
"""payload of a button that opens an article, before the article's id."""
GAP = 5
"""words for which ``…`` in a phrase may stand."""
_HUMAN = "talk_to_human"


class ArticleAnswers:
    """Finds and tells the articles of the published catalogue, in the words of ``phrases``."""

    def __init__(self, catalogue: CatalogueSource, phrases: Phrases) -> None:
        """Tell whatever ``catalogue`` has published at the time of asking."""
        self._catalogue = catalogue
        self._phrases = phrases
        self._heard: tuple[Catalogue, Mapping[str, re.Pattern[str]]] | None = None

    def heard(self, text: str) -> Article | None:
        """Return the article of which the longest phrase stands in the typed text."""
        if not text:
            return None
        catalogue, patterns = self._patterns()
        # as typed, and with abbreviations and slips put right
        spoken = [spoken_words(fold(each)) for each in (text, normalise(text).text)]
        longest: dict[str, int] = {}
        for key, pattern in patterns.items():
            found = [len(match.group()) for said in spoken for match in pattern.finditer(said)]
            if found:
                longest[key] = max(found)
        if not longest:
            return None
        best = max(longest, key=lambda key: longest[key])
        return next(each for each in catalogue.articles if each.id == best)

    def of_intent(self, intent: str) -> Article | None:
        """Return the article that stands ready for an intent, if any."""
        return next((each for each in self._all() if intent in each.intents), None)

    def named(self, article_id: str) -> Article | None:
        """Return the article with this id; None when it was withdrawn."""
        return next((each for each in self._all() if each.id == article_id), None)

    def tell(self, article: Article, day: date) -> Reply:
        """Return the lines and steps that hold on a day, the sources last."""
        lines = [_line(article, each, sentence(each.text)) for each in rows_on(article.lines, day)]
        steps = rows_on(article.steps, day)
        lines += [
            _line(article, each, f"{number}. {sentence(each.text)}")
            for number, each in enumerate(steps, 1)
        ]
        if not lines:
            return Reply(self._phrases.say("utter_article_expired", title=article.title))
        screen = fit(lines)
        told, more = self._with_sources(article, screen)
        return Reply(told, self._buttons(article), more)

    def headline(self, article: Article, day: date) -> Reply | None:
        """Return the first line that holds on a day, with its source; None without any."""
        rows = rows_on(article.lines, day)
        if not rows:
            return None
        first = fit([_line(article, rows[0], sentence(rows[0].text))])
        told, _ = self._with_sources(article, first)
        return Reply(told)

    def _with_sources(self, article: Article, screen: Screen) -> tuple[str, str | None]:
        return with_sources(self._phrases, screen.text, screen.more, [screen], [article])

    def _buttons(self, article: Article) -> tuple[Button, ...]:
        names = {each.code: each.short_name for each in self._catalogue.current().procedures}
        buttons = [
            Button(names[code], f"ask_overview?procedure={code}")
            for code in article.procedures
            if code in names
        ]
        others = [other for each in article.see_also if (other := self.named(each)) is not None]
        buttons += [Button(other.title, f"{READ_ARTICLE}{other.id}") for other in others]
        human = Button(self._phrases.say(f"utter_button_{_HUMAN}"), _HUMAN)
        return (*buttons[: MAX_BUTTONS - 1], human)

    def _all(self) -> tuple[Article, ...]:
        return self._catalogue.current().articles

    def _patterns(self) -> tuple[Catalogue, Mapping[str, re.Pattern[str]]]:
        current = self._catalogue.current()
        if self._heard is None or self._heard[0] is not current:
            patterns = {
                each.id: heard_as(each.phrases, gap=GAP)
                for each in current.articles
                if each.phrases
            }
            self._heard = (current, patterns)
        return self._heard


def _line(article: Article, row: ArticleLine, text: str) -> Line:
    source = source_of(article.sources, row)
    return Line(text, (source,), (row.caveat,) if row.caveat else ())
