"""The rows that both sides of the export benches write, in batches, and the clock around the writing."""

import collections.abc
import csv
import pathlib
import resource
import time

BATCH = 10_000


def batches(path: pathlib.Path) -> collections.abc.Iterator[list[list[str]]]:
    """Lists of rows; a batch is read before it is written, so that reading is not on the clock.

    A file of rows is CSV or tab separated, by its name.
    """
    batch = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        is_csv = path.suffix == ".csv"
        for row in csv.reader(file) if is_csv else (line.rstrip("\n").split("\t") for line in file):
            batch.append(row)
            if len(batch) == BATCH:
                yield batch
                batch = []
    if batch:
        yield batch


class Clock:
    """Adds up the time spent inside `with clock:`."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __enter__(self) -> None:
        self.begun = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.seconds += time.perf_counter() - self.begun

    def tell(self) -> None:
        print(f"seconds writing {self.seconds:.6f}")
        print(f"peak_kib {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")
