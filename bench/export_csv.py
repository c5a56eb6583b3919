"""Writes the rows with Python's csv module. Usage: export_csv.py ROWS OUT"""

import csv
import pathlib
import sys

from export_rows import Clock, batches


def main() -> None:
    rows, out = map(pathlib.Path, sys.argv[1:])
    clock = Clock()
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for batch in batches(rows):
            with clock:
                writer.writerows(batch)
        with clock:
            file.flush()
    clock.tell()


if __name__ == "__main__":
    main()
