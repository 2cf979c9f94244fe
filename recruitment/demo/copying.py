"""Writes many rows at once with COPY, several times as quick as INSERT."""

import io
import json
from datetime import date

from django.db import connection


def copy_rows(table, columns, rows):
    """Append `rows` (sequences in the order of `columns`) to a table. Defaults and checks are the database's."""
    lines = io.StringIO()
    for row in rows:
        lines.write("\t".join([cell(value) for value in row]))
        lines.write("\n")
    lines.seek(0)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"COPY {connection.ops.quote_name(table)} ({names}) FROM STDIN", lines)


def copy_objects(objects):
    """Append unsaved model instances, primary keys included; like bulk_create, without signals."""
    if not objects:
        return
    model = type(objects[0])
    fields = model._meta.concrete_fields
    rows = ([field.pre_save(one, add=True) for field in fields] for one in objects)
    copy_rows(model._meta.db_table, [field.column for field in fields], rows)


def new_keys(model, number):
    """As many primary keys, from the table's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, number],
        )
        return [key for (key,) in cursor.fetchall()]


def cell(value):
    """A value as COPY's text format has it."""
    if value is None:
        return "\\N"
    if value is True or value is False:
        return "t" if value else "f"
    if isinstance(value, str):
        return escaped(value)
    if isinstance(value, date):  # and datetime
        return value.isoformat()
    if isinstance(value, dict | list):
        return cell(json.dumps(value))
    return str(value)


def escaped(text):
    # Most texts hold none of these; each replace is one fast look.
    text = text.replace("\\", "\\\\") if "\\" in text else text
    text = text.replace("\n", "\\n") if "\n" in text else text
    return text.replace("\t", "\\t").replace("\r", "\\r")
