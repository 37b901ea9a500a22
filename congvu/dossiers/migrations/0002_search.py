"""Finding a dossier by words of its folded text: FTS5 on SQLite, a GIN index on PostgreSQL."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE dossiers_search USING fts5(folded, content='dossiers_dossier', content_rowid='id',"
    " tokenize='ascii', prefix='2 3')",
    "CREATE TRIGGER dossiers_search_added AFTER INSERT ON dossiers_dossier BEGIN"
    " INSERT INTO dossiers_search(rowid, folded) VALUES (new.id, new.folded); END",
    "CREATE TRIGGER dossiers_search_changed AFTER UPDATE OF folded ON dossiers_dossier"
    " WHEN old.folded <> new.folded BEGIN"
    " INSERT INTO dossiers_search(dossiers_search, rowid, folded) VALUES ('delete', old.id, old.folded);"
    " INSERT INTO dossiers_search(rowid, folded) VALUES (new.id, new.folded); END",
    "CREATE TRIGGER dossiers_search_removed AFTER DELETE ON dossiers_dossier BEGIN"
    " INSERT INTO dossiers_search(dossiers_search, rowid, folded) VALUES ('delete', old.id, old.folded); END",
]
POSTGRESQL = [
    "CREATE INDEX dossier_by_words ON dossiers_dossier USING gin (to_tsvector('simple', folded))",
]


def make(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("added", "changed", "removed"):
            schema_editor.execute(f"DROP TRIGGER dossiers_search_{name}")
        schema_editor.execute("DROP TABLE dossiers_search")
    else:
        schema_editor.execute("DROP INDEX dossier_by_words")


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
