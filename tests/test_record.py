"""Frozen records: made once, equal by type and fields, never changed."""

from collections.abc import Callable

import pytest

from bjsubsidy.record import Record


class Point(Record):
    x: int
    y: int = 2


class Place(Record):
    x: int
    y: int = 2


class Named(Point):
    name: str = "here"


class Bare(Record):
    """No field at all."""


@pytest.mark.parametrize("made", [Point(1), Point(1, 2), Point(x=1), Point(1, y=2), Point(y=2, x=1)], ids=["a", "b", "c", "d", "e"])
def test_the_same_values_make_the_same_record(made: Point) -> None:
    assert made == Point(1, 2)
    assert hash(made) == hash(Point(1, 2))
    assert (made.x, made.y) == (1, 2)


@pytest.mark.parametrize(
    "other", [Point(2), Point(1, 3), Place(1, 2), Named(1, 2), (1, 2), None], ids=["x", "y", "type", "heir", "tuple", "none"]
)
def test_another_value_or_type_is_not_equal(other: object) -> None:
    assert Point(1, 2) != other


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(Point, "needs x", id="missing"),
        pytest.param(lambda: Point(1, 2, 3), "each once", id="too-many"),  # type: ignore[call-arg]
        pytest.param(lambda: Point(1, x=1), "each once", id="twice"),  # type: ignore[misc]
        pytest.param(lambda: Point(1, z=1), "each once", id="unknown"),  # type: ignore[call-arg]
        pytest.param(lambda: Bare(1), "each once", id="no-fields"),
    ],
)
def test_a_record_takes_each_of_its_fields_once(make: Callable[[], Record], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        make()


def test_a_record_never_changes() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match="Point is frozen"):
        point.x = 3  # type: ignore[misc]
    with pytest.raises(AttributeError, match="Point is frozen"):
        point.other = 3
    with pytest.raises(AttributeError, match="Point is frozen"):
        del point.x
    assert point == Point(1, 2)


def test_an_heir_has_the_fields_of_both_in_order() -> None:
    assert list(Named.fields) == ["x", "y", "name"]
    assert Named.defaults == {"y": 2, "name": "here"}
    assert list(Point.fields) == ["x", "y"]
    assert Named(1, 2, "there").name == "there"


def test_a_record_is_matched_by_position() -> None:
    match Named(1, 5):
        case Named(x, y, name):
            assert (x, y, name) == (1, 5, "here")
        case _:
            pytest.fail("a record matches its own class")


def test_a_record_shows_its_fields() -> None:
    assert repr(Point(1)) == "Point(x=1, y=2)"
    assert repr(Bare()) == "Bare()"


def test_two_records_without_fields_are_equal() -> None:
    assert Bare() == Bare()
    other: object = Point(1)
    assert Bare() != other


def test_a_record_is_replaced_field_by_field() -> None:
    assert Point(1).replace(y=5) == Point(1, 5)
    with pytest.raises(TypeError):
        Point(1).replace(z=5)
