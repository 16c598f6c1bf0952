"""A time limit and its first day: when it ends, and which days were counted."""

from datetime import date

import pytest

from bjsubsidy.answers.due import due_of
from bjsubsidy.language import Text
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.law.entries import TimeLimit

PLAIN = Text("期限", "period")


def months(count: int, rolls: bool = False) -> TimeLimit:
    return TimeLimit("months", PLAIN, PLAIN, (), count, "month", (), rolls=rolls)


@pytest.mark.parametrize(
    ("limit", "start", "end"),
    [
        pytest.param("two-step-payment", "2021-04-28", "2021-05-11", id="next-month-after-labour-day"),
        pytest.param("two-step-payment", "2021-04-01", "2021-05-11", id="any-day-of-the-month-is-the-same"),
        pytest.param("two-step-payment", "2021-12-15", "2022-01-10", id="next-month-is-next-year"),
        pytest.param("two-step-payment", "2020-01-31", "2020-02-07", id="the-extension-of-2020"),
        pytest.param("complaint-decision", "2021-03-01", "2021-03-15", id="ten-working-days"),
        pytest.param("complaint-transfer", "2021-09-17", "2021-09-26", id="make-up-days-count"),
        pytest.param("association-reply", "2021-04-26", "2021-05-12", id="over-labour-day"),
        pytest.param("quarantine-approval", "2020-01-23", "2020-02-05", id="over-the-extension"),
        pytest.param("export-tax-refund", "2021-02-08", "2021-02-22", id="over-spring-festival"),
        pytest.param("paint-filing-certificate", "2005-12-29", "2005-12-31", id="a-make-up-saturday-that-the-library-lacks"),
        pytest.param("complaint-decision", "2005-12-20", "2006-01-04", id="over-that-saturday-and-new-year"),
        pytest.param("show-refiling", "2020-05-01", "2021-05-06", id="a-year-that-moves"),
        pytest.param("show-refiling", "2020-03-22", "2021-03-22", id="a-year-that-ends-on-a-working-day"),
        pytest.param("artwork-bond", "2019-03-21", "2021-03-22", id="two-years-over-a-sunday"),
        pytest.param("fraud-exclusion", "2016-05-01", "2021-05-01", id="an-exclusion-does-not-move"),
        pytest.param("fraud-exclusion", "2016-02-29", "2021-02-28", id="leap-day-and-a-sunday"),
        pytest.param("disruptive-technology-funding", "2021-03-20", "2024-03-20", id="three-years"),
    ],
)
def test_a_limit_ends_on_its_day(catalogue: Catalogue, limit: str, start: str, end: str) -> None:
    found = due_of(catalogue.limit(limit), date.fromisoformat(start))
    assert found.due == date.fromisoformat(end)
    assert found.days[-1] == found.due
    assert found.provisional is False


@pytest.mark.parametrize(
    ("limit", "start", "end"),
    [
        pytest.param(months(6), date(2021, 8, 31), date(2022, 2, 28), id="no-corresponding-day"),
        pytest.param(months(1), date(2020, 1, 31), date(2020, 2, 29), id="leap-year"),
        pytest.param(months(1, rolls=True), date(2021, 2, 20), date(2021, 3, 22), id="moves-from-a-saturday"),
        pytest.param(months(1), date(2021, 2, 20), date(2021, 3, 20), id="does-not-move"),
    ],
)
def test_a_period_of_months_ends_on_the_corresponding_day(limit: TimeLimit, start: date, end: date) -> None:
    assert due_of(limit, start).due == end


def test_the_days_that_were_counted_are_shown(catalogue: Catalogue) -> None:
    found = due_of(catalogue.limit("two-step-payment"), date(2021, 4, 28))
    assert found.days == tuple(date(2021, 5, day) for day in (6, 7, 8, 10, 11))


def test_the_days_a_period_moved_over_are_shown(catalogue: Catalogue) -> None:
    found = due_of(catalogue.limit("show-refiling"), date(2020, 5, 1))
    assert found.days == tuple(date(2021, 5, day) for day in range(1, 7))


@pytest.mark.parametrize(
    ("limit", "start", "provisional"),
    [
        pytest.param("complaint-decision", date(2199, 1, 1), True, id="a-year-nobody-announced"),
        pytest.param("complaint-decision", date(1999, 1, 1), True, id="before-the-calendar"),
        pytest.param("complaint-decision", date(2021, 12, 20), False, id="over-an-announced-new-year"),
        pytest.param("two-step-payment", date(2150, 6, 30), True, id="next-month-of-a-year-nobody-announced"),
        pytest.param("show-refiling", date(2150, 6, 30), True, id="a-year-that-may-move"),
        pytest.param("fraud-exclusion", date(2150, 6, 30), False, id="an-exclusion-needs-no-calendar"),
    ],
)
def test_an_answer_without_an_announced_calendar_is_provisional(catalogue: Catalogue, limit: str, start: date, provisional: bool) -> None:
    assert due_of(catalogue.limit(limit), start).provisional is provisional
