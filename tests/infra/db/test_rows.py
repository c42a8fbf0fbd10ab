"""Rows become typed things by the names of their columns; what does not fit is an error and never a wrong value."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pytest

from mattermost_py.infra.db.rows import row_maker
from tests.fixtures.world import World


@dataclass(frozen=True, slots=True)
class Badge:
    user_id: str
    create_at: int
    name: str


@dataclass(frozen=True, slots=True)
class Filled:
    """Fields with defaults need no column."""

    user_id: str
    marks: list[int] = field(default_factory=list[int])
    name: str = "none"
    create_at: int = 7


@dataclass(frozen=True, slots=True)
class Lone:
    name: str = "none"
    create_at: int = 7


class Line(NamedTuple):
    user_id: str
    create_at: int


@pytest.mark.parametrize(
    ("model", "columns", "row", "made"),
    [
        (Badge, ("userid", "createat", "name"), ("u", 1, "n"), Badge("u", 1, "n")),
        (Badge, ("name", "user_id", "createat"), ("n", "u", 1), Badge("u", 1, "n")),
        (Filled, ("name", "userid"), ("n", "u"), Filled("u", [], "n", 7)),
        (Filled, ("createat", "userid", "marks"), (1, "u", [2]), Filled("u", [2], "none", 1)),
        (Lone, ("createat",), (1,), Lone("none", 1)),
        (Line, ("userid", "createat"), ("u", 1), Line("u", 1)),
        (str, ("name",), ("n",), "n"),
    ],
)
def test_a_column_fills_the_field_of_its_name(model: Any, columns: tuple[str, ...], row: Any, made: Any) -> None:
    assert row_maker(model, columns)(row) == made


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        pytest.param(Badge, ("userid", "createat"), id="missing in a dataclass"),
        pytest.param(Badge, ("userid", "createat", "name", "id"), id="too many for a dataclass"),
        pytest.param(Badge, ("userid", "createat", "title"), id="another name in a dataclass"),
        pytest.param(Badge, ("userid", "createat", "name", "name"), id="twice in a dataclass"),
        pytest.param(Badge, ("userid", "createat", "name", "user_id"), id="twice in other letters"),
        pytest.param(Filled, ("name", "createat"), id="missing beside defaults"),
        pytest.param(Filled, ("userid", "nmae"), id="a slip beside defaults"),
        pytest.param(Line, ("userid",), id="missing in a tuple"),
        pytest.param(Line, ("userid", "createat", "name"), id="too many for a tuple"),
        pytest.param(Line, ("createat", "userid"), id="another order in a tuple"),
        pytest.param(str, ("name", "id"), id="too many for a value"),
        pytest.param(object, ("name",), id="no model"),
    ],
)
def test_what_does_not_fit_is_an_error_at_once(model: type[Any], columns: tuple[str, ...]) -> None:
    with pytest.raises(TypeError):
        row_maker(model, columns)


async def test_a_statement_that_does_not_fit_fails_even_without_rows(world: World) -> None:
    db = world.application.runtime.db()
    assert await db.one(Line, "SELECT 'u' AS userid, 1 AS createat WHERE false") is None
    assert await db.many(Line, "SELECT 'u' AS userid, 1 AS createat") == [Line("u", 1)]
    assert await db.value(int, "SELECT 1 AS one") == 1
    for ask in (db.one, db.many):
        with pytest.raises(TypeError):
            await ask(Line, "SELECT 1 AS createat, 'u' AS userid WHERE false")
    with pytest.raises(TypeError):
        await db.value(int, "SELECT 1 AS one, 2 AS two WHERE false")
