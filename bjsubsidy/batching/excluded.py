"""Claims that exclude one another: without a plan each of them is counted, and a note says so."""

from collections.abc import Iterator

from bjsubsidy.answers.exclusions import scopes_said
from bjsubsidy.batching.noted import NotedRun
from bjsubsidy.batching.one_of import chosen_by_firm
from bjsubsidy.language import Text
from bjsubsidy.law.measure import Exclusion, Measure
from bjsubsidy.readers.advised import Advised


def exclusion_case_notes(run: NotedRun) -> Iterator[Text]:
    """One line for each two measures that are not had together, where rows of a table claim both."""
    places = {measure.id: number for number, measure in run.rule.numbered}
    best = run.request.best is not None
    for measure, exclusion in run.request.catalogue.exclusions:
        chosen = best and "enterprise" in exclusion.per
        for other in exclusion.measures if exclusion.per and measure.id in places and not chosen else ():
            if other in places and (count := _count(run, exclusion, places[measure.id], places[other])):
                yield _said(measure, run.request.catalogue.measure(other), exclusion, count, run)


def _count(run: NotedRun, exclusion: Exclusion, one: int, other: int) -> int:
    """By how many of what the exclusion is counted by both are claimed."""
    group = ", ".join(run.rule.scope_value(scope) for scope in exclusion.per)
    both = f"bool_or(m = {one}) AND bool_or(m = {other})"
    claims = f"SELECT * FROM {run.view('claims')} WHERE m IN ({one}, {other}) AND coalesce(met, TRUE)"
    found: int = run.query(f"SELECT count(*) FROM (SELECT 1 FROM ({claims}) GROUP BY {group} HAVING {both})")[0][0]
    return found


def _said(one: Measure, other: Measure, exclusion: Exclusion, count: int, run: NotedRun) -> Text:
    scopes = scopes_said(exclusion.per, run.request.catalogue)
    now = chosen_by_firm(run) or Text("加 --best 可选出应申请的", "--best chooses")
    said = Text(
        f"{one.title.zh}与{other.title.zh}：同一{scopes.zh}不能同时享受，共 {count} 处，各按一笔计算；{now.zh}",
        f"{one.title.en} and {other.title.en} are not had together for one {scopes.en}: {count} such cases, and each claim is counted; "
        f"{now.en}",
    )
    return said if run.request.best else Advised.of(said, None)
