"""Counts the people of every requirement with DuckDB, from data that is already loaded.

Usage: evaluate_duckdb.py FOLDER THREADS

FOLDER has skills.csv (id,code), people.csv (person_id,skill,completed,expires) and one or more *.sql, each of which
gives one row: the number of people per requirement. The table holds integers and dates only, sorted by person, which
is the best case for DuckDB. Each statement runs once to warm up and RUNS times on the clock; the planning of the
statement is part of the time, as it is part of asking.
"""

import pathlib
import resource
import sys
import time

import duckdb

RUNS = 11


def load(folder: pathlib.Path, threads: int) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    connection.execute(f"set threads = {threads}")
    connection.execute(
        f"""
        create table achievement as
        select p.person_id::integer as person_id,
               s.id::integer as skill_id,
               p.completed::date as completed,
               p.expires::date as expires
        from read_csv('{folder}/people.csv', header = true,
                      columns = {{'person_id': 'integer', 'skill': 'varchar',
                                  'completed': 'date', 'expires': 'date'}}) p
        join read_csv('{folder}/skills.csv', header = true,
                      columns = {{'id': 'integer', 'code': 'varchar'}}) s on s.code = p.skill
        order by p.person_id, s.id
        """
    )
    return connection


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    connection = load(folder, int(sys.argv[2]))
    for path in sorted(folder.glob("*.sql")):
        statement = path.read_text(encoding="utf-8")
        counts = connection.execute(statement).fetchone()
        for _ in range(RUNS):
            begun = time.perf_counter()
            connection.execute(statement).fetchone()
            print(f"seconds {path.stem} {time.perf_counter() - begun:.6f}")
        print(f"counts {path.stem} {' '.join(str(count) for count in counts)}")
    print(f"peak_kib {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")


if __name__ == "__main__":
    main()
