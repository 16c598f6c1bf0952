"""The calendar: parsed by two other libraries, imported by a calendar program, twice without doubling."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import ics
import pytest
import vobject

from bjsubsidy.law.catalogue import Catalogue
from tests.books import FIRM, SHOWN, nasty_profile
from tests.conftest import Run

Drawn = Callable[..., str]
COMMANDS = {
    "deadlines": ("deadlines",),
    "plan": ("plan", str(FIRM)),
    "due": ("due", "two-step-payment", "2021-04-28"),
    "provisional": ("due", "complaint-decision", "2031-02-03"),
}


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
        assert [alarm.trigger.value for alarm in event.valarm_list] == [timedelta(days=-6, hours=-15), timedelta(hours=-15)]
        assert all(alarm.action.value == "DISPLAY" for alarm in event.valarm_list)
        assert event.transp.value == "TRANSPARENT"
        assert re.search("第 .*页", event.description.value)


def test_every_date_of_the_catalogue_is_an_event_of_its_own(drawn: Drawn, catalogue: Catalogue) -> None:
    found = {event.uid.value: event.dtstart.value for event in events(drawn("deadlines"))}
    assert found == {f"{deadline.id}@bjsubsidy": deadline.date for deadline in catalogue.deadlines()}


def test_the_same_answer_is_the_same_bytes(drawn: Drawn) -> None:
    for words in COMMANDS.values():
        assert drawn(*words) == drawn(*words)


def test_a_provisional_day_says_so(drawn: Drawn) -> None:
    (event,) = events(drawn(*COMMANDS["provisional"]))
    assert event.summary.value.endswith("（暂定）")
    assert event.status.value == "TENTATIVE"
    assert "暂定" in event.description.value
    (settled,) = events(drawn(*COMMANDS["due"]))
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
