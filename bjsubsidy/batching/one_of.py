"""Claims of which at most one may be made: without a plan each of them is counted, and a note says so."""

from collections.abc import Iterator, Sequence

from bjsubsidy.answers.exclusions import one_scope_said
from bjsubsidy.batching.instead import receipt_texts
from bjsubsidy.batching.noted import MOST_PLACES, NotedRun, places_said
from bjsubsidy.language import Text
from bjsubsidy.law.measure import Measure
from bjsubsidy.readers.advised import Advised

_OWN = ("enterprise", "year")


def one_of_notes(run: NotedRun) -> Iterator[Text]:
    """For each measure that brings one claim only for each of something: where rows of a table share it, and where it was received."""
    best = run.request.best is not None
    for number, measure in run.rule.numbered:
        if measure.one_per and not (best and "enterprise" in measure.one_per):
            yield from _of_measure(run, number, measure)
            yield from () if best else _received(run, number, measure)


def _of_measure(run: NotedRun, number: int, measure: Measure) -> Iterator[Text]:
    group = ", ".join(run.rule.scope_value(scope) for scope in measure.one_per)
    beside = f"SELECT *, count(*) OVER (PARTITION BY {group}) AS beside FROM {_claims(run, number)}"
    shared = f"({beside}) WHERE beside > 1"
    for count, rows in _counted(run, shared):
        scope = one_scope_said(measure, run.request.catalogue)
        now = chosen_by_firm(run) or Text("加 --best 可选出一笔", "--best chooses one")
        said = Text(
            f"{measure.title.zh}：同一{scope.zh}只能申请一笔，{count} 行各按一笔计算{rows.zh}；{now.zh}",
            f"{measure.title.en}: only one claim may be made for one {scope.en}, but each row is counted: {count}{rows.en}; {now.en}",
        )
        yield said if run.request.best else Advised.of(said, None)


def chosen_by_firm(run: NotedRun) -> Text | None:
    """That `--best` did not choose between firms; None where it was not asked for."""
    said = Text("是对每家企业各自选择的", "the choice is made for each firm by itself")
    return None if run.request.best is None else said


def _received(run: NotedRun, number: int, measure: Measure) -> Iterator[Text]:
    """Rows of what was received already: no condition, but a plan does not choose them."""
    received = [receipt for receipt in run.request.receipts if receipt.measure == measure.id]
    if not received:
        return
    named = [scope for scope in measure.one_per if scope not in _OWN]
    columns = {"enterprise": "enterprise", "year": "year", **{scope: f"s{place}" for place, scope in enumerate(named)}}
    name = f"received_once_{number}"
    run.keep(name, [(column, "STRING") for column in columns.values()], receipt_texts(received, named, run.request.catalogue))
    same = " AND ".join([*(_same(run, scope, columns[scope]) for scope in measure.one_per), _some_named(run, named)])
    for count, rows in _counted(run, f"(SELECT DISTINCT c.* FROM {_claims(run, number)} c JOIN {run.view(name)} r ON {same})"):
        scope = one_scope_said(measure, run.request.catalogue)
        said = Text(
            f"{measure.title.zh}：同一{scope.zh}已收到过这项支持的有 {count} 行{rows.zh}，仍各按一笔计算；加 --best 则不选它们",
            f"{measure.title.en}: rows of the same {scope.en} for which this support has already been received: {count}{rows.en}; "
            "each is still counted, --best does not choose them",
        )
        yield Advised.of(said, None)


def _same(run: NotedRun, scope: str, column: str) -> str:
    """Whether row and receipt are of one: a firm or year that nobody said may be any, a fact that the row leaves out decides nothing."""
    own = f"CAST({run.rule.scope_value(scope)} AS STRING)"
    return f"(r.{column} IS NULL OR r.{column} = {own})" if scope in _OWN else f"({own} IS NULL OR r.{column} = {own})"


def _some_named(run: NotedRun, named: Sequence[str]) -> str:
    return f"({' OR '.join(f'{run.rule.scope_value(scope)} IS NOT NULL' for scope in named)})" if named else "TRUE"


def _claims(run: NotedRun, number: int) -> str:
    return f"(SELECT * FROM {run.view('claims')} WHERE m = {number} AND coalesce(met, TRUE))"


def _counted(run: NotedRun, claims: str) -> Iterator[tuple[int, Text]]:
    """How many rows there are and where the first stand; nothing where there is none."""
    count = run.query(f"SELECT count(*) FROM {claims}")[0][0]
    if count:
        first = run.query(f"SELECT {run.firms.place} AS p FROM {claims} ORDER BY row LIMIT {MOST_PLACES + 1}")
        yield count, places_said([place for (place,) in first])
