"""Writes the rows with XlsxWriter in constant memory. Usage: export_xlsx.py ROWS OUT

Dates become dates with a format, as in Tierwise's workbook; everything else is text, written without guessing.
"""

import datetime
import pathlib
import sys

import xlsxwriter
from export_rows import Clock, batches

COMPLETED = 7
EXPIRES = 8


def main() -> None:
    rows, out = map(pathlib.Path, sys.argv[1:])
    clock = Clock()
    with clock:
        workbook = xlsxwriter.Workbook(str(out), {"constant_memory": True})
        sheet = workbook.add_worksheet("Skills")
        dated = workbook.add_format({"num_format": "yyyy-mm-dd"})
    number = 0
    for batch in batches(rows):
        with clock:
            for row in batch:
                for column, value in enumerate(row):
                    if number > 0 and column in (COMPLETED, EXPIRES):
                        if value:
                            day = datetime.date.fromisoformat(value)
                            sheet.write_datetime(number, column, day, dated)
                    elif value:
                        sheet.write_string(number, column, value)
                number += 1
    with clock:
        workbook.close()
    clock.tell()


if __name__ == "__main__":
    main()
