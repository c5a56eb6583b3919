"""Counts the people of every requirement and partner with DuckDB, from data that is already loaded.

Usage: partners_duckdb.py FOLDER THREADS

FOLDER has skills.csv (id,code), people.csv (partner_id,person_id,skill,completed,expires) and one or more *.sql, each
of which gives one row per partner: its number, then the number of people per requirement. The table holds integers
and dates only, sorted by partner and person, which is the best case for DuckDB. The answer goes into a table, because
to make Python's objects of it would take longer than to find it. Each statement runs once to warm up and RUNS times on
the clock.
"""

import pathlib
import resource
import sys
import time

import duckdb

RUNS = 3


def load(folder: pathlib.Path, threads: int) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    connection.execute(f"set threads = {threads}")
    connection.execute(
        f"""
        create table achievement as
        select p.partner_id::integer as partner_id,
               p.person_id::integer as person_id,
               s.id::integer as skill_id,
               p.completed::date as completed,
               p.expires::date as expires
        from read_csv('{folder}/people.csv', header = true,
                      columns = {{'partner_id': 'integer', 'person_id': 'integer', 'skill': 'varchar',
                                  'completed': 'date', 'expires': 'date'}}) p
        join read_csv('{folder}/skills.csv', header = true,
                      columns = {{'id': 'integer', 'code': 'varchar'}}) s on s.code = p.skill
        order by p.partner_id, p.person_id, s.id
        """
    )
    return connection


def sums(connection: duckdb.DuckDBPyConnection) -> list[int]:
    """The people of each line over all partners, then the same with each partner weighted by its number."""
    columns = [row[0] for row in connection.execute("describe answer").fetchall()]
    partner, lines = columns[0], [f'"{name}"' for name in columns[1:]]
    plain = [f"sum({line})" for line in lines]
    weighted = [f"sum({line} * ({partner} + 1)::bigint)" for line in lines]
    return list(connection.execute(f"select {', '.join(plain + weighted)} from answer").fetchone())


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    connection = load(folder, int(sys.argv[2]))
    for path in sorted(folder.glob("*.sql")):
        statement = f"create or replace temporary table answer as {path.read_text(encoding='utf-8')}"
        connection.execute(statement)
        for _ in range(RUNS):
            begun = time.perf_counter()
            connection.execute(statement)
            print(f"seconds {path.stem} {time.perf_counter() - begun:.6f}")
        print(f"counts {path.stem} {' '.join(str(count) for count in sums(connection))}")
    print(f"peak_kib {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")


if __name__ == "__main__":
    main()
