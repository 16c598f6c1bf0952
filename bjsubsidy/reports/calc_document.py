"""The document of `calc`."""

from typing import TYPE_CHECKING

from bjsubsidy.answers.calc import Calc
from bjsubsidy.language import Lang
from bjsubsidy.law.catalogue import Catalogue
from bjsubsidy.quantities import money_text
from bjsubsidy.reports.document import assessment_of, question_of
from bjsubsidy.reports.phrases import machine_value

if TYPE_CHECKING:
    from bjsubsidy.reports.outputs.calc import CalcBody


def calc_document(answer: Calc, catalogue: Catalogue, lang: Lang) -> "CalcBody":
    """What a machine is told of one amount."""
    item = answer.item
    return {
        "input": item.input,
        "amount": money_text(item.amount),
        "on": item.on.isoformat(),
        "as_of": answer.as_of.isoformat(),
        "facts": {id: machine_value(catalogue, id, value) for id, value in item.facts.items()},
        "best": answer.best.claim.measure.id if answer.best else None,
        "assessments": [assessment_of(assessment, catalogue, lang) for assessment in answer.assessments],
        "questions": [question_of(question) for question in answer.questions],
    }
