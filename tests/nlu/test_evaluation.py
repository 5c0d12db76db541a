"""Figures of an evaluation, worked out by hand on a handful of messages."""

from pathlib import Path

import pytest

from bot.nlu.evaluation.outside import folds, read_tsv
from bot.nlu.evaluation.questions import (
    MarkedMessage,
    Question,
    QuestionError,
    SeveralAsks,
    load_marked,
    load_questions,
)
from bot.nlu.evaluation.scores import (
    calibration_error,
    confusions,
    entity_f1,
    macro_f1,
    score,
    several_exact,
    understand,
)
from bot.nlu.parser import ParsedMessage
from bot.nlu.trained_intents import Labelled


def parsed(intent: str, procedure: str | None = None, **more: object) -> ParsedMessage:
    message = {
        "text": "",
        "intent": {"name": intent, "confidence": 0.8},
        "entities": [],
        "procedures": [{"code": procedure, "name": "", "score": 1.0}] if procedure else [],
        "asks": [{"intent": intent, "procedure": procedure}],
    }
    return message | more  # type: ignore[return-value]


ANSWERS = {
    "phí": parsed("ask_fee", "1"),
    "phi": parsed("ask_fee"),
    "ở đâu": parsed("ask_fee", "2"),
    "o dau": parsed("nlu_fallback"),
    "trời": parsed("out_of_scope"),
    "troi": parsed("nlu_fallback"),
}
QUESTIONS = [
    Question("phí", "ask_fee", "1"),
    Question("ở đâu", "ask_where", "1", by_hand={"typo": "o dau"}),
    Question("trời", "out_of_scope", None),
]


def test_shares_are_counted_over_the_messages_that_they_are_about() -> None:
    scores = score(understand(ANSWERS.__getitem__, QUESTIONS, "written"))
    assert scores.intent_accuracy == pytest.approx(2 / 3)
    assert scores.procedure_top1 == pytest.approx(1 / 2)
    assert scores.wrong_procedure == pytest.approx(1 / 3)
    assert scores.out_of_scope_recall == 1.0
    assert scores.false_rejections == 0.0


def test_a_message_without_diacritics_is_made_and_asking_back_is_a_rejection() -> None:
    scores = score(understand(ANSWERS.__getitem__, QUESTIONS, "undiacritised"))
    assert scores.intent_accuracy == pytest.approx(1 / 3)
    assert scores.unsure == pytest.approx(2 / 3)
    assert scores.out_of_scope_recall == 1.0
    assert scores.false_rejections == pytest.approx(1 / 2)


def test_only_messages_that_exist_in_a_way_of_typing_are_parsed() -> None:
    outcomes = understand(ANSWERS.__getitem__, QUESTIONS, "typo")
    assert [outcome.question.text for outcome in outcomes] == ["ở đâu"]


def test_confusions_come_most_frequent_first() -> None:
    outcomes = understand(ANSWERS.__getitem__, QUESTIONS, "written")
    assert confusions(outcomes) == [("ask_where", "ask_fee", 1)]


def test_macro_f1_weighs_every_meant_label_alike() -> None:
    pairs = [("a", "a"), ("a", "a"), ("a", "b"), ("b", "b")]
    assert macro_f1(pairs) == pytest.approx((0.8 + 2 / 3) / 2)


def test_the_calibration_error_is_the_gap_between_confidence_and_truth() -> None:
    assert calibration_error([(0.95, True), (0.95, False)]) == pytest.approx(0.45)
    assert calibration_error([]) == 0.0


def test_several_asks_count_only_when_all_are_found_in_order() -> None:
    answer = parsed("ask_fee") | {
        "asks": [{"intent": "ask_fee", "procedure": "1"}, {"intent": "ask_where", "procedure": "1"}]
    }
    asks = (("ask_fee", "1"), ("ask_where", "1"))
    messages = [SeveralAsks("m", "blunt", asks), SeveralAsks("m", "blunt", asks[::-1])]
    assert several_exact(lambda _: answer, messages) == [True, False]  # type: ignore[arg-type,return-value]


def test_an_entity_counts_when_it_overlaps_what_was_marked() -> None:
    text = "nộp 50k ở phường An Bình"
    found = [
        {"entity": "money", "value": "50000", "start": 4, "end": 7},
        {"entity": "place", "value": "x", "start": 17, "end": 24},
        {"entity": "date", "value": "x", "start": 0, "end": 3},
        {"entity": "procedure", "value": "1", "start": 0, "end": 3},
    ]
    answer = parsed("inform", entities=found)
    marked = MarkedMessage(text, (("money", "50k"), ("place", "phường An Bình")))
    f1 = entity_f1(lambda _: answer, [marked])
    assert f1["money"] == (1, 1.0)
    assert f1["place"] == (1, 1.0)
    assert f1["all"] == (2, pytest.approx(0.8))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- {text: a, intent: greet}\n", "procedure is missing"),
        ("- {text: a\n", "not valid YAML"),
        ("a: b\n", "a list of messages"),
    ],
)
def test_a_bad_file_of_messages_is_named(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "bad.yml").write_text(content, encoding="utf-8")
    with pytest.raises(QuestionError, match=f"bad.yml.*{said}"):
        load_questions(tmp_path)


def test_marked_words_must_stand_in_their_text(tmp_path: Path) -> None:
    path = tmp_path / "entities.yml"
    path.write_text("- {text: ab, entities: [{entity: place, words: xy}]}\n", encoding="utf-8")
    with pytest.raises(QuestionError, match="'ab' does not hold 'xy'"):
        load_marked(path)


def test_tsv_rows_are_read_and_a_bad_one_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    path.write_text("\ufeff# text, intent\nphí bao nhiêu\task_fee\n\n", encoding="utf-8")
    assert read_tsv(path) == [Labelled("phí bao nhiêu", "ask_fee")]
    path.write_text("phí bao nhiêu\task_fee\nkhông có\n", encoding="utf-8")
    with pytest.raises(QuestionError, match=r"rows\.tsv:2: not `text<TAB>intent`"):
        read_tsv(path)


@pytest.mark.parametrize("content", [b"", b"# only a comment\n", b"\xff\xfe\t\n"])
def test_a_tsv_without_rows_or_of_another_encoding_is_refused(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "rows.tsv"
    path.write_bytes(content)
    with pytest.raises(QuestionError, match=r"rows\.tsv"):
        read_tsv(path)


def test_every_row_is_tested_once_and_never_trained_on_then() -> None:
    rows = [Labelled(str(at), "a") for at in range(10)]
    tested = []
    for training, testing in folds(rows, 3):
        assert not set(training) & set(testing)
        assert len(training) + len(testing) == len(rows)
        tested += testing
    assert sorted(tested, key=lambda row: row.text) == rows


@pytest.mark.parametrize("count", [1, 0, 11])
def test_so_many_folds_cannot_be_made(count: int) -> None:
    with pytest.raises(QuestionError, match="folds"):
        list(folds([Labelled(str(at), "a") for at in range(10)], count))
