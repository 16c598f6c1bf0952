"""Claims of which at most one may be made: without a plan each of them is counted, and a note says so."""

from collections.abc import Iterator

from bjsubsidy.batching.noted import MOST_PLACES, NotedRun, places_said
from bjsubsidy.language import Text
from bjsubsidy.law.measure import Measure
from bjsubsidy.readers.advised import Advised


def one_of_notes(run: NotedRun) -> Iterator[Text]:
    """One line for each measure that brings one claim only for each of something, where rows of a table share it."""
    if run.request.best is None:
        for number, measure in run.rule.numbered:
            if measure.one_per:
                yield from _of_measure(run, number, measure)


def _of_measure(run: NotedRun, number: int, measure: Measure) -> Iterator[Text]:
    group = ", ".join(run.rule.scope_value(scope) for scope in measure.one_per)
    beside = (
        f"SELECT *, count(*) OVER (PARTITION BY {group}) AS beside FROM {run.view('claims')} WHERE m = {number} AND coalesce(met, TRUE)"
    )
    shared = f"({beside}) WHERE beside > 1"
    count = run.query(f"SELECT count(*) FROM {shared}")[0][0]
    if count:
        first = run.query(f"SELECT {run.firms.place} AS p FROM {shared} ORDER BY row LIMIT {MOST_PLACES + 1}")
        rows = places_said([place for (place,) in first])
        same = [run.request.catalogue.fact(scope).name for scope in measure.one_per if scope not in ("enterprise", "year")]
        zh, en = "、".join(name.zh for name in same), " and ".join(name.en for name in same)
        said = Text(
            f"{measure.title.zh}：同一{zh or '企业'}只能申请一笔，{count} 行各按一笔计算{rows.zh}；加 --best 可选出一笔",
            f"{measure.title.en}: only one claim may be made for one {en or 'enterprise'}, but each row is counted: {count}{rows.en}; "
            "--best chooses one",
        )
        yield Advised.of(said, None)
