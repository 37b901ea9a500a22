from django.db import migrations

from congvu.journal import guards


def put_up(apps, schema_editor):
    for statement in guards.up(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def take_away(apps, schema_editor):
    for statement in guards.down(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """The journal is append-only in the database itself."""

    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_away)]
