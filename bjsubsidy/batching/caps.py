"""Caps as running sums: what each cap leaves of every claim, in the order of days, ties in the order of rows.

Caps of one measure lie within one another, so that counting the narrowest first and then the wider is exact: once a
wider cap is used up nothing later is paid within it, and the narrower ones need not know.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from bjsubsidy.batching.claims import PROBLEM, Claims
from bjsubsidy.errors import CapsAcross
from bjsubsidy.formula.tree import ON, facts, givens
from bjsubsidy.law.cap import Cap
from bjsubsidy.law.measure import Measure
from bjsubsidy.record import NONE_GIVEN, Record

Numbered = Sequence[tuple[int, Measure]]


class Stage(Record):
    """The n-th narrowest caps of some measures, counted together: `name` prefixes its columns, `caps` are by measure id."""

    name: str
    counts: str
    caps: dict[str, Cap]

    def uneven(self, received: bool) -> bool:
        """Whether the cap may differ from claim to claim within what it counts by."""
        return any(map(_varies, self.caps.values())) or (received and self.counts == "base")


class RunningCaps:
    """`received`: whether the relation `received` (stage, key, fen) holds what was received.

    `answers` are the columns of the answers that a plan took for choices, by fact. A row that leaves a choice open which its
    caps count by, without such an answer, stands `apart`: nobody knows which others share its caps, so it shares none.
    """

    def __init__(self, claims: Claims, strict: bool, received: bool = False, answers: Mapping[str, str] = NONE_GIVEN) -> None:
        self.claims = claims
        self.answered = {fact: f"coalesce({claims.reading.column(fact)}, {column})" for fact, column in answers.items()}
        self.dialect = claims.dialect
        self.paying = "coalesce(met, FALSE)" if strict else "coalesce(met, TRUE)"
        self.received = received

    def shapes(self) -> list[Numbered]:
        """The measures, parted by how many caps of each sort they have: each part needs its own running sums."""
        parts: dict[tuple[int, int], list[tuple[int, Measure]]] = {}
        for number, measure in self.claims.numbered:
            parts.setdefault((len(_chain(measure, "base")), len(_chain(measure, "amount"))), []).append((number, measure))
        return [part for _, part in sorted(parts.items())]

    def sql(self, typed: str, picked: str | None = None) -> str:
        """Claims of typed rows with `counted` (the input after caps on it), `high`, `remaining`, `apart` and `low`, in fen; in no order."""
        parts = [self._part(typed, part, picked) for part in self.shapes()]
        plain = f"SELECT *, {self.dialect.name('amount')} AS counted, CAST(0 AS BIGINT) AS high, CAST(NULL AS BIGINT) AS remaining"
        plain += ", FALSE AS apart, CAST(0 AS BIGINT) AS low"
        problems = self.claims.of([]).sql(typed, picked)
        return " UNION ALL ".join([f"{plain} FROM ({problems}) WHERE m = {PROBLEM}", *parts])

    def _part(self, typed: str, part: Numbered, picked: str | None) -> str:
        rule = self.claims.of(part)
        claims = rule.sql(typed, picked)
        among = ", ".join(str(number) for number, _ in part)
        stages = stages_of([measure for _, measure in part])
        before = rule.before("h_base") if any(stage.counts == "base" for stage in stages) else "uncapped"
        rows = f"SELECT *, {self.paying} AS pays, {self.dialect.name('amount')} AS h_base FROM ({claims}) WHERE m IN ({among})"
        for stage in stages:
            if stage.counts == "base":
                rows = self._capped(rows, stage, rule, "h_base")
        rows = f"SELECT *, CASE WHEN pays THEN {before} ELSE 0 END AS h_amount FROM ({rows})"
        amounts = [stage for stage in stages if stage.counts == "amount"]
        for stage in amounts:
            rows = self._capped(rows, stage, rule, "h_amount")
        counted = self.dialect.without(self._own(stages))
        last = f"h_base AS counted, h_amount AS high, {self._remaining(amounts)} AS remaining, {self._apart(rule)} AS apart"
        answer = f"SELECT * {counted}, {last} FROM ({self._given(rows, amounts)})"
        return f"SELECT *, CAST({rule.low('counted', 'high')} AS BIGINT) AS low FROM ({answer})"

    def counting(self, rule: Claims) -> Claims:
        """The reading of what caps count by: the answers that a plan took stand where a row gives none."""
        return Claims(rule.catalogue, rule.numbered, rule.reading.over(self.answered), rule.apart)

    def _apart(self, rule: Claims) -> str:
        return f"(pays AND coalesce({rule.by_measure(lambda measure: self._open(measure, self.counting(rule)))}, FALSE))"

    def _open(self, measure: Measure, rule: Claims) -> str | None:
        """Whether a row leaves a choice open that caps of a measure count by; None where they count by none."""
        choices = dict.fromkeys(scope for cap in measure.caps for scope in cap.named() if rule.catalogue.fact(scope).kind.chosen)
        return f"({' OR '.join(f'{rule.reading.column(choice)} IS NULL' for choice in choices)})" if choices else None

    def _own(self, stages: Sequence[Stage]) -> list[str]:
        """The columns that only the counting needs."""
        own = [f"{stage.name}_{part}" for stage in stages for part in ("cap", "key", "room", "asked", "sum")]
        own += [f"{stage.name}_cut" for stage in stages if stage.uneven(self.received)]
        amounts = [stage for stage in stages if stage.counts == "amount"]
        return ["pays", "h_base", "h_amount", *own, *(f"{stage.name}_given" for stage in amounts if len(amounts) > 1)]

    def _capped(self, rows: str, stage: Stage, rule: Claims, height: str) -> str:
        """Rows with what a stage leaves of their height."""
        name = stage.name
        roomy = self._roomy(self.keyed(rows, stage, rule), stage, rule)
        asked = f"CASE WHEN pays AND uncapped IS NOT NULL AND {name}_cap IS NOT NULL THEN {height} ELSE 0 END"
        if stage.uneven(self.received):
            running, cut = self._folded(roomy, name, asked)
        else:
            asking = f"SELECT *, least({asked}, {name}_room) AS {name}_asked FROM ({roomy})"
            running = f"SELECT *, {self._running(f'{name}_asked', name)} AS {name}_sum FROM ({asking})"
            cut = f"least({height}, greatest({name}_room - ({name}_sum - {name}_asked), 0))"
        kept = f"CASE WHEN NOT pays OR {name}_cap IS NULL OR {height} IS NULL THEN {height} ELSE CAST({cut} AS BIGINT) END"
        return f"SELECT * {self.dialect.without([height])}, {kept} AS {height} FROM ({running})"

    def _roomy(self, keyed: str, stage: Stage, rule: Claims) -> str:
        """Rows with what a stage's cap has left after what was received."""
        name = stage.name
        if not self.received:
            return f"SELECT *, {name}_cap AS {name}_room FROM ({keyed})"
        joined = f"SELECT k.*, r.fen FROM ({keyed}) k LEFT JOIN received r ON r.stage = '{name}' AND r.key = k.{name}_key"
        used = "fen" if stage.counts == "amount" else rule.input_giving("fen")
        room = f"CASE WHEN fen IS NULL OR fen = 0 THEN {name}_cap ELSE CAST({name}_cap - least({used}, {name}_cap) AS BIGINT) END"
        if stage.counts == "base":
            room = f"CASE WHEN fen > 0 AND {used} IS NULL THEN NULL ELSE {room} END"
        return f"SELECT * {self.dialect.without(['fen'])}, {room} AS {name}_room FROM ({joined})"

    def _folded(self, roomy: str, name: str, asked: str) -> tuple[str, str]:
        """One claim after another, where the cap differs between claims that share it; and what it leaves of each."""
        asking = f"SELECT *, {asked} AS {name}_asked FROM ({roomy})"
        order = self.dialect.name("on")
        folded = self.dialect.folded(
            f"SELECT {name}_key AS k, {order} AS d, row, m, {name}_asked AS asked, {name}_room AS room FROM ({asking})"
        )
        joined = f"SELECT a.*, f.cut, f.used + f.cut AS {name}_sum FROM ({asking}) a JOIN ({folded}) f ON a.row = f.row AND a.m = f.m"
        return f"SELECT * {self.dialect.without(['cut'])}, cut AS {name}_cut FROM ({joined})", f"{name}_cut"

    def keyed(self, rows: str, stage: Stage, rule: Claims) -> str:
        """Rows with the stage's cap and the key of what it counts by; a row without a cap stands alone."""
        name, rule = stage.name, self.counting(rule)
        figure = rule.by_measure(lambda measure: rule.reading.whole(stage.caps[measure.id].formula()))
        key = rule.by_measure(lambda measure: self._key(measure, stage, rule))
        text = f"CASE WHEN {name}_cap IS NOT NULL THEN {key} END"
        capped = f"SELECT *, CAST({figure} AS BIGINT) AS {name}_cap FROM ({rows})"
        return f"SELECT *, coalesce({self.dialect.key(text)}, {self.dialect.own('row')}) AS {name}_key FROM ({capped})"

    def _key(self, measure: Measure, stage: Stage, rule: Claims) -> str:
        """What a cap is counted by, as one text: a scope that nobody named is one common group, a row that stands apart its own."""
        cap = stage.caps[measure.id]
        named = [rule.named(scope) for scope in cap.scope]
        missing = " OR ".join(f"{rule.reading.column(scope)} IS NULL" for scope in cap.named())
        common = [f"CASE WHEN {missing} THEN {rule.named('enterprise')} ELSE '' END"] if missing else []
        key = " || ".join([self.dialect.text(f"{measure.id} {stage.name}"), *named, *common])
        alone = self._open(measure, rule)
        own = f"{self.dialect.text(f'{measure.id} {stage.name} alone ')} || CAST(row AS STRING)"
        return key if alone is None else f"CASE WHEN {alone} THEN {own} ELSE {key} END"

    def _running(self, column: str, stage: str) -> str:
        order = f"ORDER BY {self.dialect.name('on')}, row ROWS UNBOUNDED PRECEDING"
        return f"{self.dialect.total(column)} OVER (PARTITION BY {stage}_key {order})"

    def _given(self, rows: str, amounts: Sequence[Stage]) -> str:
        """Where caps lie within caps: what each has given in all, once the widest has cut."""
        if len(amounts) < 2:
            return rows
        sums = ", ".join(f"{self._running('coalesce(h_amount, 0)', stage.name)} AS {stage.name}_given" for stage in amounts)
        return f"SELECT *, {sums} FROM ({rows})"

    def _remaining(self, amounts: Sequence[Stage]) -> str:
        """What the tightest cap has left after the claim."""
        given = "given" if len(amounts) > 1 else "sum"
        left = [f"CASE WHEN {s.name}_room IS NOT NULL THEN greatest({s.name}_room - {s.name}_{given}, 0) END" for s in amounts]
        tightest = left[0] if len(left) == 1 else f"least({', '.join(left)})"
        return f"CAST({tightest if left else 'NULL'} AS BIGINT)"


def stages_of(measures: Sequence[Measure]) -> list[Stage]:
    """The caps of measures of one shape, the narrowest first, those on the base before those on the amount."""
    found: list[Stage] = []
    for counts in ("base", "amount"):
        chains = {measure.id: _chain(measure, counts) for measure in measures}
        depth = len(next(iter(chains.values())))
        found += [Stage(f"{counts}{n}", counts, {id: chain[n] for id, chain in chains.items()}) for n in range(depth)]
    return found


def _chain(measure: Measure, counts: str) -> list[Cap]:
    """The caps of a measure that count the amount, or the base, the narrowest first."""
    caps = sorted((cap for cap in measure.caps if cap.counts == counts), key=lambda cap: -len(cap.scope))
    for narrow, wide in pairwise(caps):
        if not set(wide.scope) <= set(narrow.scope) or _varies(wide) or counts == "base":
            raise CapsAcross(measure=measure.id)
    return caps


def _varies(cap: Cap) -> bool:
    """Whether a cap's figure depends on the day, or on a fact that it does not count by."""
    return ON in givens(cap.formula()) or any(fact not in cap.scope for fact in facts(cap.formula()))
