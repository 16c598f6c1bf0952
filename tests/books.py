"""Firms that books are drawn of: a believable one, and one whose every word is hostile."""

from pathlib import Path

FIRM = Path(__file__).parent.parent / "examples" / "firm.toml"
NASTY = ("=1+1", "<script>alert(1)</script>", "[red]x[/]", "\u202egnp.exe\u2066", "\u001b[31mred", "@SUM(A1)", "&amp;\"'", "a\nb")
SHOWN = ("=1+1", "<script>alert(1)</script>", "[red]x[/]", "�gnp.exe�", "�[31mred", "@SUM(A1)", "&amp;\"'", "a b")
# A firm of which almost nothing is known, and amounts as long as they get.
UNKNOWN = """as-of = 2021-04-10
[enterprise]
name = "乙"
[[item]]
label = "利息"
input = "loan-interest"
amount = "9,999,999,999,999.99"
on = 2021-03-20
[[item]]
label = "销售"
input = "monthly-sales"
amount = "120000"
on = 2021-03-20
[[item]]
label = "押金"
input = "travel-deposit"
amount = "100000"
on = 2021-03-20
"""


def quoted(text: str) -> str:
    """A TOML string."""
    signs = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\u001b": "\\u001b", "\u202e": "\\u202e", "\u2066": "\\u2066"}
    return '"' + "".join(signs.get(sign, sign) for sign in text) + '"'


def nasty_profile(folder: Path) -> Path:
    """Hostile words wherever a person may write some: the firm, labels, loans, products."""
    items = "".join(
        f'[[item]]\nlabel = {quoted(text)}\ninput = "loan-interest"\namount = "1{place}0000"\non = 2021-03-20\n'
        f"loan = {quoted(text)}\ncredit-product = {quoted(text)}\ntech-credit-product = true\n"
        for place, text in enumerate(NASTY)
    )
    path = folder / "nasty.toml"
    head = f'as-of = 2021-04-10\n[enterprise]\nname = {quoted(NASTY[1])}\nenterprise-size = "small"\nfirst-product-level = "domestic"\n'
    path.write_text(head + items, "utf-8")
    return path


def unknown_profile(folder: Path) -> Path:
    path = folder / "unknown.toml"
    path.write_text(UNKNOWN, "utf-8")
    return path
