"""A list of 200,000 rows as an Excel workbook, typed: whole numbers, dates, text, ID numbers as text.

work   kernel/sheets.py, streamed
limit  the same rows as CSV by Python's csv module, which knows no types and compresses nothing
peers  XlsxWriter in constant memory · rustpy-xlsxwriter where it is installed
Each runs in a process of its own, whose peak memory beyond that of a process that only makes the rows is its own.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.runner import Bar, Figure, Report, ask, own_home, peak_memory, say

ROWS = 200_000
HEADINGS = [
    "序号", "姓名", "性别", "出生日期", "身份证号", "联系电话", "住址", "团队", "类型", "职务", "入队日期", "本月活动次数", "备注", "居委会",
]  # fmt: skip
MEGABYTES_AT_MOST, TIMES_AS_FAST = 100, 3
WORK, LIMIT, PEER = "streamed xlsx", "csv module", "XlsxWriter, constant memory"


def run(*, rows: int | None, rounds: int, **_other) -> Report:
    report = Report("export", {"rows": rows or ROWS, "columns": len(HEADINGS), "rounds": rounds})
    names = [name for name in WRITERS if name != RUST or importlib.util.find_spec("rustpy_xlsxwriter")]
    seconds: dict[str, list[float]] = {name: [] for name in names}
    peaks: dict[str, list[float]] = {name: [] for name in names}
    with own_home() as environment:
        for number in range(rounds):
            say(f"export: round {number + 1} of {rounds} …")
            for name in names:
                took, peak = ask("benchmarks.export_bench", name, rows or ROWS, environment=environment)
                seconds[name].append(took)
                peaks[name].append(peak)
    report.figures += [Figure(name, seconds[name]) for name in names]
    report.figures += [Figure(f"{name}, peak memory", peaks[name], "MB", "of the whole process") for name in names]
    took = {figure.name: figure.median for figure in report.figures}
    own_memory = took[f"{WORK}, peak memory"] - took[f"{NOTHING}, peak memory"]
    report.bars = [
        Bar("as fast as XlsxWriter", took[PEER] / took[WORK], at_least=TIMES_AS_FAST),
        Bar("memory beyond the rows' own", own_memory, at_most=MEGABYTES_AT_MOST, unit="MB"),
        Bar("memory of the whole process", took[f"{WORK}, peak memory"], at_most=MEGABYTES_AT_MOST, unit="MB"),
    ]
    return report


# --- What runs in a program of its own ----------------------------------------------------------------------------------


def lines(count: int) -> Iterator[list]:
    """Rows as a roster's export has them, made from a pool so that the making costs little."""
    chance = random.Random(20261101)
    pool = [
        (
            chance.choice("王李张刘陈") + chance.choice(("福生", "桂芳", "秀英", "建国")),
            chance.choice("男女"),
            date(1940, 1, 1) + timedelta(days=chance.randrange(18_000)),
            f"310107{chance.randrange(1940, 1990)}0101{chance.randrange(9_999):04}",
            f"138{chance.randrange(10**8):08}",
            f"长寿路{number}弄{chance.randrange(60)}号",
            f"夕阳红太极拳{number % 193}队",
            chance.choice(("体育健身类", "文化娱乐类")),
            "队员",
            date(2015, 1, 1) + timedelta(days=chance.randrange(4_000)),
            chance.randrange(30),
            chance.choice(("=1+1", "", "会急救", None)),
            "叶家宅居民委员会",
        )
        for number in range(5_000)
    ]
    for number in range(count):
        yield [number, *pool[number % len(pool)]]


def by_us(path: Path, count: int) -> None:
    from shuniu.kernel.sheets import write_xlsx

    with path.open("wb") as file:
        for piece in write_xlsx(HEADINGS, lines(count), title="成员名册"):
            file.write(piece)


def by_csv(path: Path, count: int) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(lines(count))


def by_xlsxwriter(path: Path, count: int) -> None:
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}
    workbook = xlsxwriter.Workbook(path, options)
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    for number, line in enumerate(lines(count), 1):
        sheet.write_row(number, 0, line)
    workbook.close()


def by_rust(path: Path, count: int) -> None:
    from rustpy_xlsxwriter import write_worksheet

    write_worksheet((dict(zip(HEADINGS, line, strict=True)) for line in lines(count)), str(path), bold_headers=True)


def by_nobody(path: Path, count: int) -> None:
    for _line in lines(count):
        pass


RUST, NOTHING = "rustpy-xlsxwriter", "making the rows alone"
WRITERS = {NOTHING: by_nobody, LIMIT: by_csv, WORK: by_us, RUST: by_rust, PEER: by_xlsxwriter}


def main(name: str, count: int) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out")
        start = time.perf_counter()
        WRITERS[name](path, count)
        took = time.perf_counter() - start
    return [took, peak_memory()]


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
