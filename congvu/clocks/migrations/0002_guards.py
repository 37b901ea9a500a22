from django.db import migrations

MESSAGE = "a clock's ledger is added to, never changed"
SQLITE = f"""
    CREATE TRIGGER clocks_tick_no_update BEFORE UPDATE ON clocks_tick
    BEGIN SELECT RAISE(ABORT, '{MESSAGE.replace("'", "''")}'); END
"""
FUNCTION = f"""
    CREATE FUNCTION clocks_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{MESSAGE.replace("'", "''")}' USING ERRCODE = 'restrict_violation'; END $$
"""
TRIGGER = """
    CREATE TRIGGER clocks_tick_no_update BEFORE UPDATE ON clocks_tick
    FOR EACH ROW EXECUTE FUNCTION clocks_refuse()
"""


def put_up(apps, schema_editor):
    for statement in (FUNCTION, TRIGGER) if schema_editor.connection.vendor == "postgresql" else (SQLITE,):
        schema_editor.execute(statement, params=None)


def take_away(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION clocks_refuse() CASCADE")
    else:
        schema_editor.execute("DROP TRIGGER clocks_tick_no_update")


class Migration(migrations.Migration):
    """A line of a clock's ledger cannot be changed, in the database itself."""

    dependencies = [("clocks", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_away)]
