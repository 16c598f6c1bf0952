"""Tables as other people's programs and habits make them: their headings, titles, sums and footers, every word in their cells invented.

Structure only was taken from public repositories, of which each builder names the kind; each writes one file and gives its path.
"""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl

Cell = str | int | float | None
FIRM, OTHER = "北京甲光电有限公司", "北京乙软件有限公司"


def _text(folder: Path, name: str, rows: Sequence[Sequence[Cell]], encoding: str = "utf-8") -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    path = folder / name
    path.write_bytes(out.getvalue().encode(encoding))
    return str(path)


def _book(folder: Path, name: str, sheets: dict[str, Sequence[Sequence[Cell]]], merged: Sequence[str] = ()) -> str:
    """A workbook of sheets; what is merged is so in the first."""
    book = openpyxl.Workbook()
    for place, (title, rows) in enumerate(sheets.items()):
        sheet = book.active if place == 0 else book.create_sheet()
        sheet.title = title
        for row in rows:
            sheet.append(list(row))
        for cells in merged if place == 0 else ():
            sheet.merge_cells(cells)
    path = folder / name
    book.save(path)
    return str(path)


def bank_statement(folder: Path) -> str:
    """A bank's statement of a firm's account: GB18030, two lines above, tabs in cells, both ways apart, a sum of each.

    As deb-sig/double-entry-generator and jiegec/china_bean_importers read them, with the account's holder in each row.
    """
    heading = ["账号", "本方户名", "交易日期", "借方发生额", "贷方发生额", "余额", "币种", "对方户名", "摘要"]
    rows = [
        ["账户明细信息"],
        ["查询区间：20210101-20210331", "", "共 3 笔"],
        heading,
        ["11000001\t", FIRM, "20210321 10:21:03", "12,500.00 ", "", "87,500.00", "人民币元", "某银行", "贷款利息"],
        ["11000001\t", FIRM, "20210325 09:00:00", "", "50,000.00", "137,500.00", "人民币元", "某商贸", "货款"],
        ["11000001\t", FIRM, "20210331 10:21:03", "7,500.00", "", "130,000.00", "人民币元", "某银行", "贷款利息"],
        ["合计", "", "", "20,000.00", "50,000.00", "", "", "", ""],
    ]
    return _text(folder, "bank.csv", rows, "gb18030")


def invoices(folder: Path) -> str:
    """The tax bureau's export of invoices: heads in one sheet and lines in the next, net, tax and total beside each other, a red one.

    As exporters of 数电票 name the columns.
    """
    before = ["序号", "发票代码", "发票号码", "数电发票号码", "销方识别号", "销方名称", "购方识别号", "购买方名称", "开票日期"]
    after = ["金额", "税额", "价税合计", "发票来源", "发票票种", "发票状态", "是否正数发票", "开票人", "备注"]
    kept = ["电子发票服务平台", "数电票（增值税专用发票）", "正常"]

    def line(number: int, day: str, net: str, tax: str, total: str, sign: str) -> list[Cell]:
        head = [str(number), "", "", f"2111000000000000000{number}", "91110108MA00000AA1", "某检测中心", "91110108MA00000AA2", FIRM]
        return [*head, f"{day} 10:11:12", net, tax, total, *kept, sign, "张三", ""]

    lines = [
        line(1, "2021-03-05", "20000.00", "1200.00", "21200.00", "是"),
        line(2, "2021-03-06", "-5000.00", "-300.00", "-5300.00", "否"),
        line(3, "2021-03-07", "190000.00", "11400.00", "201400.00", "是"),
    ]
    goods = [*before, "货物或应税劳务名称", "规格型号", "单位", "数量", "单价", *after]
    return _book(folder, "invoices.xlsx", {"发票基础信息": [[*before, *after], *lines], "信息汇总表": [goods]})


def expense_report(folder: Path) -> str:
    """An export of expense claims: a mark, a unit in brackets that is none, several days, an amount that nobody filled in.

    As importers of expense claims test themselves with (报销单单号, 申请人公司, 提交报销日期).
    """
    heading = [
        "报销单单号",
        "单据名称",
        "报销单申请人",
        "申请人公司",
        "申请人部门",
        "报销金额（单据币种）",
        "收单日期",
        "提交报销日期",
        "报销单状态",
    ]
    rows = [
        heading,
        ["R1", "样品试制", "张三", FIRM, "研发部", "1,200.50", "2021/3/9", "2021/3/8", "已付款"],
        ["R2", "差旅", "李四", FIRM, "研发部", "", "2021/3/10", "2021/3/9", "审批中"],
        ["R3", "检测", "王五", OTHER, "研发部", "300", "2021/3/12", "2021/3/11 14:00", "已付款"],
    ]
    return _text(folder, "claims.csv", rows, "utf-8-sig")


def payroll(folder: Path) -> str:
    """A payroll: a merged title, the firm in each row, six kinds of money, a sum as a formula, who made and who checked it.

    As open payroll tables and exporters name them (应发工资, 个人所得税, 实发工资).
    """
    heading = ["序号", "姓名", "所属公司", "应发工资", "社保", "公积金", "个人所得税", "实发工资", "支付日期"]
    rows: list[Sequence[Cell]] = [
        ["2021年3月工资表"],
        ["单位：元"],
        heading,
        [1, "Aña", FIRM, 80000, 3000, 2000, 12000, 63000, "2021-03-31"],
        [2, "Bo", FIRM, 30000, 2000, 1000, 3000.5, 23999.5, "2021-03-31"],
        ["合计", None, None, "=SUM(D4:D5)", 5000, 3000, "=SUM(G4:G5)", 86999.5, None],
        ["制表：张三", None, None, "审核：李四"],
    ]
    return _book(folder, "payroll.xlsx", {"3月": rows}, ["A1:I1"])


def vouchers(folder: Path) -> str:
    """A journal of vouchers: accounts by name, debit and credit apart, both sides of each entry, a sum of the month.

    As exports for K/3 and for Yonyou list them (凭证日期, 凭证号, 科目名称, 借方, 贷方, 凭证摘要).
    """
    rows = [
        ["凭证日期", "会计期间", "凭证字", "凭证号", "科目代码", "科目名称", "借方", "贷方", "凭证摘要", "制单"],
        ["2021-03-05", "3", "记", "12", "5301", "研发支出", "120000.00", "0.00", "领用材料", "张三"],
        ["2021-03-05", "3", "记", "12", "1403", "原材料", "0.00", "120000.00", "领用材料", "张三"],
        ["2021-03-20", "3", "记", "31", "5301", "研发支出", "100000.00", "0.00", "委托试验", "张三"],
        ["合计", "", "", "", "", "", "220000.00", "220000.00", "", ""],
    ]
    return _text(folder, "vouchers.csv", rows)


def loan_ledger(folder: Path) -> str:
    """A ledger of loans: title, unit and day above, rates in percent, principal beside interest, a loan in dollars, sums by borrower.

    As loan systems list their notes (借款人名称, 借据编号, 币种, 放款日期, 年利率).
    """
    heading = ["序号", "借款人名称", "贷款银行", "借据编号", "币种", "借款金额", "年利率（%）", "放款日期", "到期日", "本期利息", "付息日"]
    loans: list[Sequence[Cell]] = [
        [1, FIRM, "某银行", "JJ-01", "人民币", 300, 4.35, "2021.1.8", "2022.1.7", 3.25, "2021.3.21"],
        [2, None, "某银行", "JJ-02", "人民币", 200, 4.6, "2021.1.9", "2022.1.8", 2.3, "2021.3.21"],
        ["小计", None, None, None, None, 500, None, None, None, 5.55, None],
        [3, OTHER, "某银行", "JJ-03", "美元", 10, 3, "2021.2.1", "2022.1.31", 0.1, "2021.3.21"],
        [4, OTHER, "某银行", "JJ-04", "人民币", 100, 4.35, "2021.2.1", "2022.1.31", 1, "2021.3.21"],
        ["合 计", None, None, None, None, 610, None, None, None, 6.65, None],
    ]
    above: list[Sequence[Cell]] = [["银行贷款台账"], ["单位：万元", None, None, None, None, None, None, None, "截至2021年3月31日"], []]
    below: list[Sequence[Cell]] = [["注：美元贷款按原币填写"]]
    return _book(folder, "loans.xlsx", {"台账": [*above, heading, *loans, *below]}, ["A1:K1", "B5:B6"])


def contracts(folder: Path) -> str:
    """A list of contracts: amounts in 万元 by the heading, whose contract it is beside the other side, a month that is no day.

    As contract systems export them (合同名称, 合同主体, 相对方, 合同金额, 签订日期).
    """
    heading = ["合同编号", "合同名称", "合同类别", "合同主体", "相对方", "合同金额（万元）", "收支方向", "币种", "签订日期", "负责人"]
    rows: list[Sequence[Cell]] = [
        heading,
        ["HT-1", "首台设备销售", "销售合同", FIRM, "某研究院", 100, "收入", "CNY", "2021-03-19", "张三"],
        ["HT-2", "设备销售", "销售合同", FIRM, "某医院", 12.5, "收入", "CNY", "2021年3月", "张三"],
        ["累计", None, None, None, None, 130, None, None, None, None],
    ]
    return _book(folder, "contracts.xlsx", {"合同台账": rows})


def tax_returns(folder: Path) -> str:
    """Returns of turnover tax by the month: the firm with its code, both ends of the period, base, rate and tax.

    As readers of tax data name the columns (征收项目, 税款所属期起, 税款所属期止, 应纳税额).
    """
    heading = ["纳税人识别号", "纳税人名称", "征收项目", "税款所属期起", "税款所属期止", "月销售额", "征收率", "应纳税额", "申报日期"]
    rows = [
        heading,
        ["91110108MA00000AA1", FIRM, "增值税", "2021-04-01", "2021-04-30", "120000.00", "3%", "3600.00", "2021-05-10"],
        ["91110108MA00000AA2", OTHER, "增值税", "2021-04-01", "2021-04-30", "160000.00", "3%", "4800.00", "2021-05-11"],
        ["打印日期：2021-05-12", "", "", "", "", "", "", "", ""],
    ]
    return _text(folder, "returns.csv", rows)


def policies(folder: Path) -> str:
    """A list of insurance policies: the sum insured beside the premium, four days, kinds that are none of the catalogue's.

    As exporters of policies head them (保单号, 险种, 保险公司, 保费, 起保日期).
    """
    heading = ["保单号", "险种", "投保人", "被保险人", "保险公司", "保险金额", "保费", "起保日期", "终保日期", "缴费日期"]
    rows = [
        heading,
        ["P1", "产品责任险", FIRM, FIRM, "某财险", "5000000", "50,000.00", "2021-03-01", "2022-02-28", "2021-03-02"],
        ["P2", "机动车商业险", FIRM, FIRM, "某财险", "300000", "4,000.00", "2021-03-01", "2022-02-28", "2021-03-02"],
        ["P3", "货物运输险", OTHER, OTHER, "某财险", "900000", "12345.67", "2021-03-05", "2022-03-04", "2021-03-06"],
        ["总计", "", "", "", "", "6200000", "66,345.67", "", "", ""],
    ]
    return _text(folder, "policies.csv", rows, "gb18030")


def payables(folder: Path) -> str:
    """A ledger of bills in English: due beside invoice days, a bill in dollars, an American day, a line of totals.

    As invoicing programs export and import them (Client Name, Invoice Date, Due Date, Amount).
    """
    rows = [
        ["Client Name", "Invoice Number", "Invoice Date", "Due Date", "Description", "Expense Category", "Amount", "Currency"],
        ["Alpha Optics", "INV-1", "2021-03-02", "2021-04-01", "Prototype", "R&D expense", "12,000.00", "CNY"],
        ["Alpha Optics", "INV-2", "2021-03-03", "2021-04-02", "Licence", "R&D expense", "900.00", "USD"],
        ["Beta Labs", "INV-3", "03/15/2021", "2021-04-15", "Testing", "R&D expense", "8,000.00", "CNY"],
        ["Total", "", "", "", "", "", "20,900.00", ""],
    ]
    return _text(folder, "payables.csv", rows)


def research_ledger(folder: Path) -> str:
    """The subsidiary ledger of research spending: a heading of two rows, printed again on each page, sums by the page and from the start.

    As the form of 研发支出辅助账 has it, which tools for research costs fill in.
    """
    top: Sequence[Cell] = ["序号", "凭证", None, None, "摘要", "金额", "备注"]
    heading: Sequence[Cell] = [None, "日期", "种类", "号数", None, None, None]
    page: Sequence[Cell] = ["序号", "日期", "种类", "号数", "摘要", "金额", "备注"]
    rows: list[Sequence[Cell]] = [
        ["研发支出辅助账"],
        ["项目名称：某传感器", None, None, None, "金额单位：元"],
        top,
        heading,
        [1, "2021-03-01", "记", 3, "材料", 8000, None],
        [2, "2021-03-02", "记", 7, "试验", 1500.25, None],
        ["本页合计", None, None, None, None, 9500.25, None],
        page,
        [3, "2021-03-16", "记", 19, "设备折旧", 2000, None],
        ["本页合计", None, None, None, None, 2100, None],
        ["累计", None, None, None, None, 11500.25, None],
        ["会计主管：", None, None, None, "录入人：张三"],
    ]
    return _book(folder, "research.xlsx", {"RD01": rows}, ["A1:G1", "A3:A4", "B3:D3", "E3:E4", "F3:F4", "G3:G4"])


FOREIGN: dict[str, Callable[[Path], str]] = {
    build.__name__: build
    for build in (
        bank_statement,
        invoices,
        expense_report,
        payroll,
        vouchers,
        loan_ledger,
        contracts,
        tax_returns,
        policies,
        payables,
        research_ledger,
    )
}
