"""Inserts the rows with Python's sqlite3 into one table, in one transaction that is on disk at its end.

Usage: insert_sqlite.py DATABASE ROWS

ROWS is tab separated, in the columns below; blank is null. The table has the columns and the primary key of Tierwise's
`achievement`, and no further index. Reading the rows is not on the clock; the commit is.
"""

import pathlib
import resource
import sqlite3
import sys
import time
import uuid

TABLE = """
create table bare (
    partner_id blob not null,
    id blob not null,
    batch_id blob not null,
    source text not null,
    profile text not null,
    training_id text,
    title text not null,
    completed_on text not null,
    expires_on text,
    origin text not null,
    received_at integer not null,
    primary key (partner_id, batch_id, id)
) strict, without rowid
"""


def values(line: str) -> tuple:
    cells = line.rstrip("\n").split("\t")
    ids = [uuid.UUID(cell).bytes for cell in cells[:3]]
    texts = [cell or None for cell in cells[3:10]]
    return (*ids, *texts, int(cells[10]))


def main() -> None:
    path, rows = map(pathlib.Path, sys.argv[1:])
    with rows.open(encoding="utf-8", newline="") as file:
        rows = [values(line) for line in file]
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute(TABLE)
    begun = time.perf_counter()
    connection.execute("begin immediate")
    connection.executemany(f"insert into bare values ({', '.join('?' * 11)})", rows)
    connection.execute("commit")
    print(f"seconds inserting {time.perf_counter() - begun:.6f}")
    connection.close()
    print(f"peak_kib {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")


if __name__ == "__main__":
    main()
