"""The calendar: parsed by two other libraries, imported by a calendar program, twice without doubling."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import ics
import pytest
import vobject

from bjsubsidy.law.catalogue import Catalogue
from tests.books import FIRM, SHOWN, nasty_profile
from tests.conftest import Run

Drawn = Callable[..., str]
Clock = Callable[[int], None]
COMMANDS = {
    "deadlines": ("deadlines", "--as-of", "2001-01-01"),
    "plan": ("plan", str(FIRM)),
    "due": ("due", "two-step-payment", "2041-04-28"),
    "provisional": ("due", "complaint-decision", "2031-02-03"),
}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the clock to so many seconds after a moment."""

    def at(seconds: int) -> None:
        monkeypatch.setattr("bjsubsidy.cli.output.now", lambda: datetime(2021, 4, 1, 8, tzinfo=UTC) + timedelta(seconds=seconds))

    at(0)
    return at


@pytest.fixture
def drawn(run: Run) -> Drawn:
    def calendar(*words: str, lang: str = "zh") -> str:
        result = run(*words, "--format", "ics", "--lang", lang)
        assert result.code == 0
        return result.out

    return calendar


def events(text: str) -> list[Any]:
    return list(vobject.readOne(text).contents.get("vevent", []))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_two_other_libraries_read_the_same_events(name: str, lang: str, drawn: Drawn) -> None:
    text = drawn(*COMMANDS[name], lang=lang)
    ours = {(e.uid.value, e.dtstart.value, e.summary.value) for e in events(text)}
    theirs = {(e.uid, e.begin.date(), e.name) for e in ics.Calendar(text).events}
    assert ours == theirs
    assert all(event.all_day for event in ics.Calendar(text).events)
    assert len(ours) == text.count("BEGIN:VEVENT")


@pytest.mark.parametrize("name", COMMANDS)
def test_an_event_is_one_whole_day_with_one_line_and_two_alarms(name: str, drawn: Drawn) -> None:
    text = drawn(*COMMANDS[name])
    assert "METHOD" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.endswith("END:VCALENDAR\r\n")
    for event in events(text):
        assert type(event.dtstart.value) is date
        assert event.dtend.value - event.dtstart.value == timedelta(days=1)
        assert "\n" not in event.summary.value
        alarms = event.contents.get("valarm", [])
        # The firm of the example asks on 2021-04-10.
        ahead = name != "plan" or event.dtstart.value >= date(2021, 4, 10)
        assert [alarm.trigger.value for alarm in alarms] == [timedelta(days=-6, hours=-15), timedelta(hours=-15)] * ahead
        assert all(alarm.action.value == "DISPLAY" for alarm in alarms)
        assert event.transp.value == "TRANSPARENT"
        assert re.search("第 .*页", event.description.value)


def test_every_date_of_the_catalogue_is_an_event_of_its_own(drawn: Drawn, catalogue: Catalogue) -> None:
    found = {event.uid.value: event.dtstart.value for event in events(drawn("deadlines"))}
    assert found == {f"{deadline.id}@bjsubsidy": deadline.date for deadline in catalogue.deadlines()}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_same_answer_is_the_same_bytes_but_for_when_it_was_written(name: str, drawn: Drawn, clock: Clock) -> None:
    first = drawn(*COMMANDS[name])
    assert drawn(*COMMANDS[name]) == first
    clock(1)
    later = drawn(*COMMANDS[name])
    differing = [line.partition(":")[0] for line, other in zip(first.split("\r\n"), later.split("\r\n"), strict=True) if line != other]
    assert set(differing) == {"DTSTAMP", "LAST-MODIFIED", "SEQUENCE"}


def test_an_event_of_a_past_day_reminds_nobody_and_one_of_the_day_itself_does(drawn: Drawn) -> None:
    found = events(drawn("deadlines", "--as-of", "2021-06-30"))
    assert {event.dtstart.value < date(2021, 6, 30): hasattr(event, "valarm_list") for event in found} == {True: False, False: True}
    for words in (("due", "two-step-payment", "2021-04-28"), ("plan", str(FIRM), "--as-of", "2030-01-01")):
        assert not any(hasattr(event, "valarm_list") for event in events(drawn(*words)))


def versions(text: str) -> dict[str, tuple[int, datetime]]:
    """By name, the number and the moment of each event."""
    return {event.uid.value: (int(event.sequence.value), event.last_modified.value) for event in events(text)}


AMOUNT, CHANGED = 'amount = "3,812.40"', 'amount = "4,000.00"'


def test_what_changed_is_a_later_version_even_where_the_earlier_file_is_not_there(drawn: Drawn, clock: Clock, tmp_path: Path) -> None:
    profile = tmp_path / "firm.toml"
    profile.write_text(FIRM.read_text("utf-8"), "utf-8")
    first = versions(drawn("plan", str(profile)))
    clock(1)
    profile.write_text(FIRM.read_text("utf-8").replace(AMOUNT, CHANGED), "utf-8")
    later = versions(drawn("plan", str(profile)))
    assert first.keys() == later.keys()
    assert all(later[name] > version for name, version in first.items())


@pytest.mark.parametrize("seconds", [1, -1000])
def test_over_an_earlier_file_what_is_the_same_stays_and_what_changed_counts_up(
    seconds: int, run: Run, clock: Clock, tmp_path: Path
) -> None:
    """Though the clock was set back: 30 June is past on the second day of asking, and reminds nobody any more."""
    path = tmp_path / "dates.ics"
    texts = []
    for after, day in ((0, "2021-06-30"), (seconds, "2021-06-30"), (seconds, "2021-07-01")):
        clock(after)
        assert run("deadlines", "--as-of", day, "-o", str(path)).code == 0
        texts.append(path.read_bytes().decode("utf-8"))
    first, same, changed = texts
    assert same == first
    before, after_ = versions(first), versions(changed)
    assert {name for name, version in before.items() if after_[name] != version} == {
        event.uid.value for event in events(first) if event.dtstart.value == date(2021, 6, 30)
    }
    assert all(after_[name] >= version for name, version in before.items())


@pytest.mark.parametrize(
    "there",
    [
        "",
        "BEGIN:VCALENDAR",
        "BEGIN:VCALENDAR\r\nPRODID:-//bjsubsidy//bjsubsidy//ZH\r\nBEGIN:VEVENT\r\nSEQUENCE:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\nPRODID:-//bjsubsidy//bjsubsidy//ZH\r\nBEGIN:VEVENT\r\nUID:two-step-payment.2041-04-28@bjsubsidy\r\n"
        "SEQUENCE:1\r\nSEQUENCE:2\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "-//bjsubsidy//bjsubsidy//ZH\udcff",
    ],
)
def test_a_file_that_is_no_calendar_of_ours_is_written_over(there: str, run: Run, drawn: Drawn, tmp_path: Path) -> None:
    path = tmp_path / "dates.ics"
    path.write_bytes(there.encode("utf-8", "surrogateescape"))
    assert run(*COMMANDS["due"], "-o", str(path)).code == 0
    assert path.read_bytes().decode("utf-8") == drawn(*COMMANDS["due"])


def test_a_provisional_day_says_so(drawn: Drawn) -> None:
    (event,) = events(drawn(*COMMANDS["provisional"]))
    assert event.summary.value.endswith("（暂定）")
    assert event.status.value == "TENTATIVE"
    assert "暂定" in event.description.value
    (settled,) = events(drawn("due", "two-step-payment", "2021-04-28"))
    assert settled.status.value == "CONFIRMED"
    assert "暂定" not in settled.summary.value


def test_a_firm_has_events_of_its_own_with_its_claims(drawn: Drawn, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(FIRM.read_text("utf-8").replace("海淀某芯片", "朝阳某芯片"), "utf-8")
    nameless = tmp_path / "nameless.toml"
    nameless.write_text(re.sub("name = .*", "", FIRM.read_text("utf-8")), "utf-8")
    calendars = [drawn(*words) for words in (COMMANDS["plan"], ("plan", str(other)), ("plan", str(nameless)), ("deadlines",))]
    ids = [{event.uid.value for event in events(calendar)} for calendar in calendars]
    assert all(not (one & two) for place, one in enumerate(ids) for two in ids[:place])
    closes = next(event for event in events(calendars[0]) if "申请截止" in event.description.value.split("\n")[0])
    assert closes.summary.value == "海淀某芯片科技有限公司：污水处理费停征申请截止"
    assert "2 月污水处理费：✓ 符合，最高 3,812.40 元" in closes.description.value


def test_hostile_words_stay_in_their_line(drawn: Drawn, tmp_path: Path) -> None:
    profile = nasty_profile(tmp_path)
    label = '"' + SHOWN[0] + '\\nBEGIN:VEVENT"'
    item = f'[[item]]\nlabel = {label}\ninput = "sewage-fee"\namount = "5"\non = 2021-03-01\n'
    profile.write_text(profile.read_text("utf-8") + item, "utf-8")
    text = drawn("plan", str(profile))
    assert text.count("\r\nBEGIN:VEVENT") == len(events(text)) > 0
    assert all("<script>alert(1)</script>" in event.summary.value for event in events(text))
    assert any("=1+1 BEGIN:VEVENT" in event.description.value for event in events(text))


def test_a_calendar_without_a_date_says_so(run: Run) -> None:
    result = run("deadlines", "--before", "1990-01-01", "--format", "ics", "--lang", "en")
    assert (result.code, result.err) == (0, "there is no date: the calendar is empty\n")
    assert "BEGIN:VEVENT" not in result.out


KHAL = """
[calendars]
[[test]]
path = {folder}/events
[sqlite]
path = {folder}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Asia/Shanghai
default_timezone = Asia/Shanghai
[default]
default_calendar = test
"""


def khal(folder: Path, *words: str) -> str:
    """The calendar program, as its command calls it."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    program = "from khal.cli import main_khal; main_khal()"
    command = [sys.executable, "-c", program, "-c", str(folder / "config"), *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ["deadlines", "plan"])
def test_a_calendar_program_imports_every_date_once_however_often(name: str, drawn: Drawn, tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "config").write_text(KHAL.format(folder=tmp_path), "utf-8")
    file = tmp_path / "dates.ics"
    file.write_bytes(drawn(*COMMANDS[name]).encode("utf-8"))
    listed = []
    for _ in range(2):
        khal(tmp_path, "import", "--batch", "-a", "test", str(file))
        listed.append(khal(tmp_path, "list", "--format", "{start-date} {title}", "--day-format", "", "2001-01-01", "9000d"))
    first, second = ([line for line in text.splitlines() if line.strip()] for text in listed)
    assert first == second
    assert sorted(first) == sorted(f"{event.dtstart.value} {event.summary.value}" for event in events(file.read_text("utf-8")))


def test_a_calendar_program_renews_what_changed(drawn: Drawn, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "config").write_text(KHAL.format(folder=tmp_path), "utf-8")
    profile, file = tmp_path / "firm.toml", tmp_path / "dates.ics"
    for place, amount in enumerate((AMOUNT, CHANGED)):
        clock(place)
        profile.write_text(FIRM.read_text("utf-8").replace(AMOUNT, amount), "utf-8")
        file.write_bytes(drawn("plan", str(profile)).encode("utf-8"))
        khal(tmp_path, "import", "--batch", "-a", "test", str(file))
    listed = khal(tmp_path, "list", "--format", "{start-date} {description}", "--day-format", "", "2021-06-30", "1d")
    assert listed.count("2021-06-30") == 1 + listed.count("申请截止 2021-06-30")
    assert ("4,000.00" in listed, "3,812.40" in listed) == (True, False)
