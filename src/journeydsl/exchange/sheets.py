"""Tables for spreadsheet programs: as CSV one by one, and together as a workbook."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from journeydsl.text.record import Record

_ACTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_LONGEST = 32_767  # characters of a cell, by the limits of workbooks
_WIDEST = 60
_MADE = datetime(2000, 1, 1)  # a workbook says when it was made; ours say the same every time

Cell = str | int | float


class Sheet(Record):
    """A table with a short title; every row is as long as its head."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def csv_bytes(sheet: Sheet) -> bytes:
    """A sheet as CSV in UTF-8, with the mark by which spreadsheet programs know it."""
    text = io.StringIO()
    writer = csv.writer(text)
    for row in (sheet.head, *sheet.rows):
        writer.writerow([harmless(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: Cell) -> Cell:
    """A text that no program takes for a formula: behind an apostrophe where it begins like one."""
    if not isinstance(cell, str):
        return cell
    shown = "".join(sign for sign in cell if sign.isprintable() or sign in "\n\t")
    return f"'{shown}" if cell.lstrip(" ").startswith(_ACTS) else shown


def workbook_bytes(sheets: tuple[Sheet, ...], title: str) -> bytes:
    """The sheets as an Excel workbook, the same bytes every time; all texts are texts, never formulas or links."""
    import xlsxwriter

    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(data, options)
    workbook.set_properties({"title": title[:255], "created": _MADE})
    bold = workbook.add_format({"bold": True, "bottom": 1, "valign": "top"})
    plain = workbook.add_format({"text_wrap": True, "valign": "top"})
    for name, sheet in zip(_names(sheets), sheets, strict=True):
        page = workbook.add_worksheet(name)
        page.freeze_panes(1, 1)
        for column, label in enumerate(sheet.head):
            page.set_column(column, column, _width(sheet, column), plain)
            page.write_string(0, column, label, bold)
        for number, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(number, column, cell[:_LONGEST], plain)
                else:
                    page.write_number(number, column, cell, plain)
        page.autofilter(0, 0, max(len(sheet.rows), 1), max(len(sheet.head) - 1, 0))
        page.set_landscape()
        page.repeat_rows(0)
    workbook.close()
    return data.getvalue()


def _width(sheet: Sheet, column: int) -> int:
    longest = max(len(str(row[column])) for row in (sheet.head, *sheet.rows))
    return min(longest, _WIDEST) + 2


def _names(sheets: tuple[Sheet, ...]) -> list[str]:
    """Titles as workbooks take them: short, without some signs, and each once."""
    names: list[str] = []
    for number, sheet in enumerate(sheets, 1):
        plain = "".join(" " if sign in "[]:*?/\\" else sign for sign in sheet.title).strip("' ")[:28] or str(number)
        names.append(plain if plain.lower() not in {name.lower() for name in names} else f"{plain[:25]} {number}")
    return names
