"""Reads PostgreSQL's catalogue in the shape of the recorded facts, so that both compare as they are."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

FACTS = Path(__file__).parent / "facts"


@cache
def facts(name: str) -> dict[str, Any]:
    """A recorded file: tables, indexes, other or roles."""
    return json.loads((FACTS / f"{name}.json").read_text())


def recorded_tables() -> dict[str, Any]:
    recorded = facts("tables")
    return {**recorded["tables"], **recorded["ledger_tables"], **recorded["config_store_tables"]}


def recorded_indexes() -> dict[str, Any]:
    recorded = facts("indexes")
    groups = ("tables", "materialized_views", "ledger_tables", "config_store_tables")
    return {table: indexes for group in groups for table, indexes in recorded[group].items() if indexes}


def tables(conn: psycopg.Connection) -> dict[str, Any]:
    """Every table of schema public: columns in order, keys, foreign keys, checks, storage options."""
    found: dict[str, Any] = {name: _table(conn, name) for name in _relations(conn, "r")}
    return found


def _relations(conn: psycopg.Connection, kind: str) -> list[str]:
    rows = conn.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = %s ORDER BY relname",
        [kind],
    )
    return [name for (name,) in rows]


def _table(conn: psycopg.Connection, name: str) -> dict[str, Any]:
    constraints = _constraints(conn, name)
    table: dict[str, Any] = {
        "columns": _columns(conn, name),
        "primary_key": next((each for kind, each in constraints if kind == "p"), None),
        "unique": [each for kind, each in constraints if kind == "u"],
        "foreign_keys": [each for kind, each in constraints if kind == "f"],
        "checks": [each for kind, each in constraints if kind == "c"],
    }
    options = conn.execute("SELECT reloptions FROM pg_class WHERE oid = %s::regclass", [name]).fetchone()
    if options and options[0]:
        table["storage_options"] = dict(option.split("=") for option in options[0])
    return table


def _columns(conn: psycopg.Connection, name: str) -> list[dict[str, Any]]:
    rows = conn.execute(
        """
        SELECT attname, format_type(atttypid, atttypmod), NOT attnotnull, pg_get_expr(adbin, adrelid)
          FROM pg_attribute
          LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
         WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
         ORDER BY attnum
        """,
        [name],
    )
    return [
        {"name": column, "type": kind, "nullable": nullable, "default": default}
        for column, kind, nullable, default in rows
    ]


def _constraints(conn: psycopg.Connection, name: str) -> list[tuple[str, dict[str, Any]]]:
    rows = conn.execute(
        """
        SELECT contype::text, conname, columns(conrelid, conkey), confrelid::regclass::text,
               columns(confrelid, confkey), confdeltype::text, confupdtype::text
          FROM pg_constraint
         WHERE conrelid = %s::regclass AND contype <> 'n'
         ORDER BY conname
        """.replace("columns(", "pg_temp.columns("),
        [name],
    )
    return [_constraint(*row) for row in rows]


def _constraint(
    kind: str, name: str, columns: list[str], table: str, others: list[str], on_delete: str, on_update: str
) -> tuple[str, dict[str, Any]]:
    constraint: dict[str, Any] = {"name": name, "columns": columns}
    if kind == "f":
        actions = {"a": "NO ACTION", "c": "CASCADE"}
        constraint |= {"references_table": table, "references_columns": others}
        constraint |= {"on_delete": actions[on_delete], "on_update": actions[on_update]}
    return kind, constraint


def prepare(conn: psycopg.Connection) -> None:
    """Gives this session a function that names a key's columns in the key's order."""
    conn.execute("""
        CREATE FUNCTION pg_temp.columns(relation oid, numbers smallint[]) RETURNS text[] LANGUAGE sql AS $$
            SELECT array_agg(attname::text ORDER BY place)
              FROM unnest(numbers) WITH ORDINALITY AS key (number, place)
              JOIN pg_attribute ON attrelid = relation AND attnum = number
        $$
    """)


def indexes(conn: psycopg.Connection) -> dict[str, list[dict[str, Any]]]:
    """Every index of schema public by its table, in name order, except our own, which Mattermost does not mind."""
    rows = conn.execute("""
        SELECT indrelid::regclass::text, index.relname, amname, indisunique,
               pg_get_expr(indpred, indrelid, true), conname, indexrelid, indnkeyatts
          FROM pg_index
          JOIN pg_class index ON index.oid = indexrelid
          JOIN pg_am ON pg_am.oid = relam
          LEFT JOIN pg_constraint ON conindid = indexrelid AND contype IN ('p', 'u')
         WHERE index.relnamespace = 'public'::regnamespace AND NOT starts_with(index.relname, 'mmpy_')
         ORDER BY 1, 2
    """).fetchall()
    found: dict[str, list[dict[str, Any]]] = {}
    for table, name, method, unique, where, constraint, oid, width in rows:
        columns = [_index_column(conn, oid, place) for place in range(1, width + 1)]
        index = {"name": name, "method": method, "columns": columns, "unique": unique}
        found.setdefault(table, []).append({**index, "where": where, "backs_constraint": constraint})
    return found


def _index_column(conn: psycopg.Connection, index: int, place: int) -> str | dict[str, str]:
    row = conn.execute(
        """
        SELECT pg_get_indexdef(indexrelid, %(place)s, true), indkey[%(place)s - 1] = 0,
               CASE WHEN NOT opcdefault THEN opcname END, indoption[%(place)s - 1] & 1 = 1
          FROM pg_index
          JOIN pg_opclass ON pg_opclass.oid = indclass[%(place)s - 1]
         WHERE indexrelid = %(index)s
        """,
        {"index": index, "place": place},
    ).fetchone()
    assert row is not None
    text, is_expression, opclass, is_descending = row
    more = ({"opclass": opclass} if opclass else {}) | ({"order": "DESC"} if is_descending else {})
    if not is_expression and not more:
        return text.strip('"')
    return {"expression" if is_expression else "column": text, **more}


def materialized_views(conn: psycopg.Connection) -> dict[str, list[dict[str, str]]]:
    """Columns of every materialized view of schema public."""
    return {
        name: [{"name": column["name"], "type": column["type"]} for column in _columns(conn, name)]
        for name in _relations(conn, "m")
    }


def enums(conn: psycopg.Connection) -> list[dict[str, Any]]:
    rows = conn.execute("""
        SELECT typname, array_agg(enumlabel::text ORDER BY enumsortorder)
          FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid
         GROUP BY typname ORDER BY typname
    """)
    return [{"name": name, "labels": labels} for name, labels in rows]


def everything_else(conn: psycopg.Connection) -> list[str]:
    """Views, sequences, functions and triggers of schema public: there should be none."""
    return [
        name
        for (name,) in conn.execute("""
            SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'S', 'f', 'p')
             UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
             UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
        """)
    ]
