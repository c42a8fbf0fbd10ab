"""Where searches begin to look."""

import pytest

from mattermost_py.features.messaging.search.windows import SPANS, beginnings

STARTS = [9_000, 7_000, 2_000]  # of the newest 10,000, 30,000 and 100,000 posts


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (15_000, [8_500, 7_000, 2_000]),
        (20_000, [8_000, 2_000]),
        (30_000, [7_000, 2_000]),
        (65_000, [4_500]),
        (100_000, [2_000]),
        (100_001, []),
    ],
)
def test_so_many_posts_began_between_the_marks_and_spans_after_them_are_twice_as_long(
    count: int, expected: list[int]
) -> None:
    assert SPANS == (10_000, 30_000, 100_000)
    assert list(beginnings(STARTS, count)) == expected


def test_where_there_are_fewer_posts_all_of_them_are_looked_at() -> None:
    assert list(beginnings([], 20_000)) == []
    assert list(beginnings([9_000], 10_001)) == []
    assert list(beginnings([9_000, 7_000], 30_001)) == []
