"""Tables that leave the house and come in: safe to open, unchanged on the way back."""

from workflows.sheets.reading import SheetError, read_rows
from workflows.sheets.text import csv_lines, write_csv
from workflows.sheets.workbook import MONEY, QUANTITY, WHOLE, write_workbook

__all__ = [
    "MONEY",
    "QUANTITY",
    "WHOLE",
    "SheetError",
    "csv_lines",
    "read_rows",
    "write_csv",
    "write_workbook",
]
