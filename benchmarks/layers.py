"""`calc` under layers, against the same line without one: `python benchmarks/layers.py`.

Processor time of whole processes, through Typer both times: what people read as a table has no other way. A layer of ten measures
is written for the purpose, on the input that is asked about; that of the national rules is the example.
"""

import resource
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

RUNS, MEASURES = 15, 10
HERE = Path(__file__).resolve().parent.parent
NATIONAL = HERE / "examples" / "national" / "layer.toml"
CALC = ("calc", "loan-interest", "1200000", "--on", "2021-03-20", "--as-of", "2021-04-01")
SCRIPT = "import sys; from bjsubsidy.__main__ import main; sys.exit(main())"
HEAD = """[layer]
id = "ten"
over = "packaged"
title = { zh = "十项", en = "Ten" }

[documents.ten]
title = { zh = "十项", en = "Ten" }
date = 2021-01-01
pages = [1, 2]
"""
MEASURE = """
[[measure]]
id = "ten-{number}"
title = {{ zh = "第 {number} 项", en = "Measure {number}" }}
text = {{ zh = "利息的百分之{number}。", en = "{number}% of the interest." }}
input = "loan-interest"
nature = "grant"
authority = ["市财政局"]
bound = "exact"
benefit = {{ kind = "share", rate = "{number}%" }}
conditions = [
  {{ fact = "annual-revenue", at-most = "{number}00000" }},
]
sources = [
  {{ document = "ten", article = "{number}", pages = [1], figures = ["{number}%"] }},
]
given = {{ annual-revenue = "{number}00000" }}
on = 2021-03-20
examples = [
  {{ amount = "100", gives = "{number}" }},
  {{ amount = "100", gives = "0", verdict = "ineligible", with = {{ annual-revenue = "{number}00000.01" }} }},
]
"""


def once(words: tuple[str, ...]) -> float:
    """The processor's seconds of one process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", SCRIPT, *words], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    with TemporaryDirectory() as folder:
        ten = Path(folder, "ten.toml")
        ten.write_text(HEAD + "".join(MEASURE.format(number=number) for number in range(1, MEASURES + 1)), "utf-8")
        lines = {
            "without a layer": CALC,
            "under a layer of ten measures": (*CALC, "--catalogue", str(ten)),
            "under examples/national": (*CALC, "--catalogue", str(NATIONAL)),
        }
        taken: dict[str, list[float]] = {name: [] for name in lines}
        for _ in range(RUNS):
            for name, words in lines.items():
                taken[name].append(once(words))
    plain = statistics.median(taken["without a layer"])
    for name, seconds in taken.items():
        print(f"{statistics.median(seconds) / plain:5.2f} × {name}")


if __name__ == "__main__":
    main()
