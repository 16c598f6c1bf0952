"""Reports of many firms against one: `python benchmarks/reports.py FOLDER [--firms N] [--runs N]`.

`batch --reports` of N firms of ten items each, as pages, whole processes, in multiples of one `plan -o x.html` of the first of
them, in the same run; then with `--best` beside, which chooses for each firm once for both, and as workbooks.
"""

import argparse
import shutil
from pathlib import Path

from batch_runs import BATCH, DAY, PYTHON, Command, run

ITEMS = (
    *(("loan-interest", "1200000"), ("loan-interest", "350000.50"), ("loan-interest", "62万"), ("rd-expense", "180000")),
    *(("rd-expense", "95000.05"), ("contract-value", "2600000"), ("insurance-premium", "410000"), ("insurance-premium", "88000")),
    *(("sewage-fee", "8500.50"), ("monthly-sales", "120000")),
)
FACTS = {
    **{"enterprise-size": "small", "in-zhongguancun": "yes", "technology-enterprise": "yes", "annual-revenue": "180000000"},
    **{"first-product-level": "domestic", "published-conditions-met": "yes", "small-scale-taxpayer": "yes"},
}
DAYS = ("2021-01-20", "2021-02-10", "2021-03-20")


def table(firms: int, folder: Path) -> Path:
    """Every firm has the same ten items, and facts that leave each something to ask."""
    lines = [",".join(["enterprise", "item", "input", "amount", "on", *FACTS])]
    for firm in range(firms):
        for number, item in enumerate(ITEMS):
            lines.append(",".join([f"企业{firm:05d}", f"项目{number}", *item, DAYS[(number + firm) % 3], *FACTS.values()]))
    path = folder / f"firms{firms}.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def profile(folder: Path) -> Path:
    """The first firm as a profile."""
    facts = "\n".join(f"{fact} = {_toml(value)}" for fact, value in FACTS.items())
    items = [
        f'[[item]]\nlabel = "项目{n}"\ninput = "{input}"\namount = "{amount}"\non = {DAYS[n % 3]}\n'
        for n, (input, amount) in enumerate(ITEMS)
    ]
    path = folder / "firm.toml"
    path.write_text(f'[enterprise]\nname = "企业00000"\n{facts}\n\n' + "\n".join(items), "utf-8")
    return path


def _toml(value: str) -> str:
    return {"yes": "true", "no": "false"}.get(value, f'"{value}"')


def reports(source: Path, folder: Path, *options: str) -> Command:
    return (*BATCH, str(source), *DAY, "--quiet", "-o", str(folder / "answers.csv"), "--reports", str(folder / "reports"), *options)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--firms", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    folder, source = given.folder, table(given.firms, given.folder)
    one: Command = (PYTHON, "-m", "bjsubsidy", "plan", str(profile(folder)), *DAY, "--quiet", "-o", str(folder / "one.html"))
    many = {"pages": (), "pages, with --best": ("--best",), "workbooks": ("--report-format", "xlsx")}
    took: dict[str, list[float]] = {name: [] for name in (*many, "one")}
    for _ in range(given.runs):
        took["one"].append(run(one).processor)
        for name, options in many.items():
            shutil.rmtree(folder / "reports", ignore_errors=True)
            took[name].append(run(reports(source, folder, *options)).processor)
    least = min(took["one"])
    for name in many:
        print(f"{given.firms:>6,} firms of {len(ITEMS)} items, {name}: {min(took[name]) / least:5.1f} × one plan -o x.html")


if __name__ == "__main__":
    main()
