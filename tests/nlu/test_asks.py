"""Which asks a message makes, decided on readings of its clauses."""

from bot.nlu.asks import Ask, ClauseReading, split_asks

BIRTH, DEATH, MARRIAGE = "1.001193", "1.000656", "1.000894"


def says(
    intent: str,
    procedure: str | None = None,
    confidence: float = 0.9,
    *,
    only_names: bool = False,
    clarification: str | None = None,
) -> ClauseReading:
    return ClauseReading(intent, confidence, procedure, only_names, clarification)


def names(procedure: str) -> ClauseReading:
    return says("ask_overview", procedure, only_names=True)


def test_two_asks_about_two_procedures_stay_apart() -> None:
    asks = split_asks([says("ask_documents", DEATH), says("ask_fee", BIRTH)], "ask_fee", 0.6)
    assert asks == [Ask("ask_documents", DEATH), Ask("ask_fee", BIRTH)]


def test_the_procedure_named_once_is_shared_in_both_directions() -> None:
    assert split_asks([says("ask_documents", DEATH), says("ask_fee")], "ask_fee", 0.6) == [
        Ask("ask_documents", DEATH),
        Ask("ask_fee", DEATH),
    ]
    assert split_asks([says("ask_documents"), says("ask_fee", DEATH)], "ask_fee", 0.6) == [
        Ask("ask_documents", DEATH),
        Ask("ask_fee", DEATH),
    ]


def test_a_second_name_is_asked_the_same() -> None:
    assert split_asks([says("ask_fee", BIRTH), names(MARRIAGE)], "ask_fee", 0.9) == [
        Ask("ask_fee", BIRTH),
        Ask("ask_fee", MARRIAGE),
    ]


def test_names_in_front_are_all_asked_what_follows() -> None:
    clauses = [names(BIRTH), says("ask_documents", DEATH)]
    assert split_asks(clauses, "ask_documents", 0.9) == [
        Ask("ask_documents", BIRTH),
        Ask("ask_documents", DEATH),
    ]


def test_a_topic_in_front_of_its_question_is_one_ask() -> None:
    assert split_asks([names(BIRTH), says("ask_documents")], "ask_documents", 0.9) == []


def test_a_vague_clause_does_not_borrow_another_procedure() -> None:
    clauses = [says("ask_documents", DEATH), says("ask_where", clarification="mai-tang")]
    assert split_asks(clauses, "ask_documents", 0.6) == [
        Ask("ask_documents", DEATH),
        Ask("ask_where", None, "mai-tang"),
    ]


def test_office_hours_borrow_no_procedure() -> None:
    clauses = [says("ask_fee", BIRTH), says("ask_office_hours")]
    assert split_asks(clauses, "ask_fee", 0.6)[1] == Ask("ask_office_hours", None)


def test_an_unsure_clause_makes_no_ask() -> None:
    clauses = [says("ask_fee", BIRTH), says("ask_where", confidence=0.3)]
    assert split_asks(clauses, "ask_fee", 0.6) == []


def test_the_same_ask_twice_is_one_ask() -> None:
    assert split_asks([says("ask_fee", BIRTH), says("ask_fee")], "ask_fee", 0.9) == []


def test_a_complaint_is_not_cut_into_questions() -> None:
    clauses = [says("ask_fee", BIRTH), says("ask_where")]
    assert split_asks(clauses, "complain", 0.95) == []
    assert len(split_asks(clauses, "complain", 0.4)) == 2


def test_no_clauses_make_no_asks() -> None:
    assert split_asks([], "ask_fee", 0.9) == []
