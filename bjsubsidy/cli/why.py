"""What `?` answers: which measures ask it, on which condition and page, what each answer would do, and how the text is read."""

from collections.abc import Iterable, Sequence
from datetime import date

from bjsubsidy.answers.exclusions import exclusion_notes, one_scope_said
from bjsubsidy.formula.describe import sentence
from bjsubsidy.formula.tree import facts
from bjsubsidy.law.entries import Fact, Input
from bjsubsidy.law.measure import Measure
from bjsubsidy.planning.plan import Total
from bjsubsidy.reports.phrases import Phrases
from bjsubsidy.reports.plan_sheet import total_span

# An answer in words, and what all would come to under it.
Effect = tuple[str, Total]


def fact_reasons(fact: Fact, measures: Sequence[Measure], on: date, effects: Sequence[Effect], words: Phrases, whole: bool) -> list[str]:
    """Of a fact that these measures ask of an item on a day; `whole` with every reading they rest on."""
    lines = [words.say("问到它的措施：", "asked by:")]
    for measure in measures:
        lines.append(f"  {measure.title.in_(words.lang)}{words.say('：', ': ')}{_asking(fact, measure, on, words)}")
        lines.append(f"    {words.cited(measure.sources)}")
    if fact.note is not None:
        lines.append(words.say(f"说明：{fact.note.zh}", f"note: {fact.note.en}"))
    if effects:
        lines.append(words.say("各种回答之下的合计（元）：", "what it comes to under each answer (yuan):"))
        lines += [f"  {said}{words.say('：', ': ')}{total_span(total, words)}" for said, total in effects]
    return lines + _readings(measures, words, whole)


def input_reasons(ids: Iterable[str], words: Phrases) -> list[str]:
    """Of the list of inputs: what each is the amount of, and what it is asked for."""
    lines = []
    for number, id in enumerate(ids, 1):
        input, measures = words.catalogue.input(id), words.catalogue.measures_on(id)
        titles = words.list_of([words.beside(measure.title.in_(words.lang), _pages(measure, words)) for measure in measures])
        lines += [f"{number} {input.name.in_(words.lang)}{words.say('：', ': ')}{input.text.in_(words.lang)}", f"    {titles}"]
    return lines


def item_reasons(input: Input, words: Phrases, whole: bool) -> list[str]:
    """Of an item's amount or day: the measures that are computed from it."""
    measures = words.catalogue.measures_on(input.id)
    lines = [words.say("按它计算的措施：", "computed from it:")]
    for measure in measures:
        dated = words.dated(measure)
        lines.append(f"  {measure.title.in_(words.lang)}" + (words.say(f"（{dated}）", f" ({dated})") if dated else ""))
        lines.append(f"    {words.cited(measure.sources)}")
    return lines + _readings(measures, words, whole)


def _asking(fact: Fact, measure: Measure, on: date, words: Phrases) -> str:
    """What a measure does with a fact: its conditions, what its caps are counted by, what there is one of, what it excludes."""
    inner = Phrases(words.catalogue, words.lang, measure.input)
    said = [sentence(test, inner) for test in measure.tests_on(on, words.catalogue) if fact.id in facts(test)]
    for cap in measure.caps:
        if fact.id in (*cap.named(), *facts(cap.formula())):
            said.append(words.say(f"上限按{words.scope(cap.scope)}计", f"its cap is counted by {words.scope(cap.scope)}"))
    if fact.id in measure.one_per:
        scope = one_scope_said(measure, words.catalogue)
        said.append(words.say(f"同一{scope.zh}只取一项", f"one is claimed for one {scope.en}"))
    if fact.id in words.catalogue.apart(measure.id):
        said += [note.in_(words.lang) for note in exclusion_notes(measure, words.catalogue)]
    return words.say("；", "; ").join(dict.fromkeys(said))


def _pages(measure: Measure, words: Phrases) -> str:
    from bjsubsidy.reports.phrases import source_pages

    if words.catalogue.documents_of_layers(source.document for source in measure.sources):
        return words.pages(measure.sources)
    pages = source_pages(measure.sources)
    return words.say(f"第 {pages} 页", f"p. {pages}")


def _readings(measures: Sequence[Measure], words: Phrases, whole: bool) -> list[str]:
    ids = list(dict.fromkeys(reading for measure in measures for reading in measure.readings))
    if not ids:
        return []
    if whole:
        return [words.say("条文理解：", "readings:"), *(f"  {words.catalogue.reading(id).line().in_(words.lang)}" for id in ids)]
    return [words.say(f"条文理解 {len(ids)} 条，输入 ?? 全部列出", f"readings: {len(ids)}; ?? lists them")]
