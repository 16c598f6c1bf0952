"""How a page looks: on a screen, on a phone, on paper. Nothing is told by colour alone, and text has contrast AA."""


def _cards(table: str) -> str:
    """A block for each row, every cell under its heading."""
    return f"""{table}, {table} :is(tbody, tr, td) {{ display: block; }}
{table} thead {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
{table} tr {{ padding: .6rem 0; border-bottom: 1px solid #57606a; break-inside: avoid; }}
{table} td {{ border: 0; padding: .1rem 0; min-width: 0; text-align: left; white-space: normal; }}
{table} td:empty:not(.answer) {{ display: none; }}
{table} td::before {{ content: attr(data-heading) "  "; color: #3d444d; font-size: .875rem; font-weight: 400; }}
{table} td.answer {{ border: 1px dashed #57606a; padding: .3rem; }}
{table} .again {{ display: inline; }}
"""


STYLE = f""":root {{ color-scheme: light; }}
* {{ box-sizing: border-box; }}
body {{ margin: 0 auto; max-width: 64rem; padding: 1.5rem 1rem 4rem; color: #1b1f24; background: #fff; overflow-wrap: anywhere;
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }}
h1 {{ font-size: 1.6rem; line-height: 1.3; margin: 0 0 1rem; }}
h2 {{ font-size: 1.2rem; margin: 2.5rem 0 .75rem; padding-top: .5rem; border-top: 2px solid #1b1f24; }}
:is(h1, h2, figcaption)::first-letter {{ text-transform: uppercase; }}
p {{ margin: .4rem 0; }}
p.in {{ padding-left: 1.5rem; }}
nav ul {{ display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 0; padding: 0; }}
a {{ color: #0b4f9c; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid #d0d7de; }}
th {{ font-weight: 600; color: #3d444d; border-bottom: 1px solid #57606a; overflow-wrap: normal; }}
td {{ min-width: 5.5rem; }}
td.money, td.date, td.word, .figure {{ white-space: nowrap; font-variant-numeric: tabular-nums; min-width: 0; }}
th.money, td.money {{ text-align: right; }}
td.answer {{ min-width: 8rem; border: 1px dashed #57606a; }}
tr.marked td {{ font-weight: 700; background: #f3f6fa; }}
.again {{ display: none; }}
figure {{ margin: 1rem 0; }}
figcaption {{ font-weight: 600; }}
svg {{ display: block; }}
svg.framed {{ border: 1px solid #1b1f24; }}
svg.bar {{ width: 100%; height: 1.5rem; }}
svg.track {{ width: 100%; height: .9rem; }}
svg.key {{ display: inline-block; width: 1.6rem; height: .8rem; margin-right: .35rem; vertical-align: baseline; }}
svg.chart {{ width: 100%; max-width: 36rem; height: auto; font: 11px system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif; }}
ul.keys {{ display: flex; flex-wrap: wrap; gap: .1rem 1.25rem; list-style: none; margin: .3rem 0 0; padding: 0; }}
ol.marks {{ list-style: none; margin: 0; padding: 0; }}
ol.marks li {{ margin: .6rem 0; }}
.ends {{ display: flex; justify-content: space-between; color: #3d444d; font-size: .875rem; }}
.years {{ position: relative; height: 1.2rem; color: #3d444d; font-size: .75rem; overflow: hidden; }}
.years span {{ position: absolute; padding-left: .15rem; border-left: 1px dotted #57606a; }}
{_cards("table.cards")}@media (max-width: 40rem) {{
{_cards("table:not(.narrow)")}}}
@page {{ size: A4; margin: 15mm; }}
@media print {{
  body {{ max-width: none; padding: 0; font-size: 10pt; }}
  nav {{ display: none; }}
  h2 {{ margin-top: 1.5rem; break-after: avoid; }}
  thead {{ display: table-header-group; }}
  tr, figure, ol.marks li {{ break-inside: avoid; }}
  tr.marked td {{ background: none; border-bottom: 2px solid #1b1f24; }}
}}
"""
