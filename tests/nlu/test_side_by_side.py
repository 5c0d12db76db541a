"""Many texts on all cores: the same results in the same order."""

from bot.nlu.side_by_side import side_by_side


def test_results_come_in_the_order_of_the_items() -> None:
    factor = 3  # what the work closes over reaches the other processes too
    assert side_by_side(lambda item: item * factor, range(5000)) == [3 * n for n in range(5000)]


def test_few_items_need_no_other_process() -> None:
    seen: list[int] = []
    side_by_side(seen.append, [1, 2, 3])
    assert seen == [1, 2, 3]
