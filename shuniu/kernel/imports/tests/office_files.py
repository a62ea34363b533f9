"""Makes office files of every shape at test time; nothing binary is kept in the repository."""

import io
import zipfile

import openpyxl
import xlwt

ROSTER = [
    ["序号", "团队名称", "姓名", "性别", "出生年月", "联系电话"],
    [1, "新会合唱队", "李桂芳", "女", "1941.11", "13812575562"],
    [2, "新会合唱队", "何计", "男", "1950.1", "13993702683"],
    [3, "武宁拳操队", "阿依古丽·买买提", "女", "1962年3月", "62345678"],
]


def xlsx(sheets, *, hidden=()):
    """Bytes of a workbook. `sheets`: {name: rows} or {name: (rows, ['A1:D1', …])}."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, content in sheets.items():
        rows, merged = content if isinstance(content, tuple) else (content, [])
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
        if name in hidden:
            sheet.sheet_state = "hidden"
    return _saved(book)


class Failed(int):
    """A cell whose formula failed, by the code that BIFF gives it."""


def xls(sheets, *, merged=(), date_format="yyyy-mm-dd", from_1904=False):
    """Bytes of a BIFF workbook; `merged`: (top, bottom, left, right, value) from 0, as xlwt counts."""
    book = xlwt.Workbook()
    book.dates_1904 = from_1904
    style = xlwt.easyxf(num_format_str=date_format)
    for name, rows in sheets.items():
        sheet = book.add_sheet(name, cell_overwrite_ok=True)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, Failed):
                    sheet.row(at).set_cell_error(column, int(value))
                    continue
                if value in ("", None):
                    continue
                sheet.write(at, column, value, *([style] if hasattr(value, "year") else []))
        for top, bottom, left, right, value in merged:
            sheet.write_merge(top, bottom, left, right, value)
    return _saved(book)


def text(rows, *, separator=",", encoding="utf-8"):
    """Bytes of a separated text file."""
    return "\r\n".join(separator.join(map(str, row)) for row in rows).encode(encoding)


def html(table, *, encoding="utf-8"):
    """Bytes of a web page around a <table> body."""
    page = f"<html><head><meta charset='{encoding}'><style>td {{color: red}}</style></head><body>{table}</body></html>"
    return page.encode(encoding)


def html_table(rows):
    return (
        "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"
    )


def xml_2003(rows, *, extra=""):
    """Bytes of an Excel 2003 XML workbook."""
    body = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in rows
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{extra}<?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="名单"><Table>{body}</Table></Worksheet></Workbook>'
    ).encode()


def with_part(book, name, change):
    """`book` (bytes of a package) with one part rewritten: change(bytes) -> bytes."""
    out = io.BytesIO()
    assert name in zipfile.ZipFile(io.BytesIO(book)).namelist()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            target.writestr(part.filename, change(data) if part.filename == name else data)
    return out.getvalue()


def sheet_xml(cells):
    """A package whose only sheet holds this raw XML inside <sheetData>."""
    whole = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData></worksheet>"
    ).encode()
    return with_part(xlsx({"一": [["x"]]}), "xl/worksheets/sheet1.xml", lambda _old: whole)


def package(parts):
    """A zip of {name: bytes}."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return out.getvalue()


def _saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
