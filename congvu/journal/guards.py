"""The database's own refusal to change what is written: triggers, in the words of each database.

A line, a leaf, a node and a seal are only ever added. A row of the queue goes away only when its line is sealed.
"""

# ruff: noqa: S608 (statements made of this file's own words)

KEPT = ("journal_entry", "journal_leaf", "journal_node", "journal_seal")
QUEUE = "journal_waiting"
MESSAGE = "the journal is append-only"
_SEALED = "EXISTS (SELECT 1 FROM journal_leaf WHERE entry_id = OLD.entry_id)"


def up(vendor: str) -> list[str]:
    """The statements that put the guards up."""
    return _POSTGRESQL if vendor == "postgresql" else _SQLITE


def down(vendor: str) -> list[str]:
    """The statements that take the guards away. Only migrations and tests may run them."""
    if vendor == "postgresql":
        return [f"DROP TRIGGER {name} ON {table}" for table, name in _POSTGRESQL_NAMES] + [
            "DROP FUNCTION journal_refuse()",
            "DROP FUNCTION journal_queue()",
            "DROP FUNCTION journal_refuse_unsealed()",
        ]
    return [f"DROP TRIGGER {name}" for name in names(vendor)]


def names(vendor: str) -> list[str]:
    """The names of the triggers that should stand."""
    if vendor == "postgresql":
        return [name for _, name in _POSTGRESQL_NAMES]
    return [statement.split()[2] for statement in _SQLITE]


_SQLITE = [
    *(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for table in KEPT
        for verb in ("UPDATE", "DELETE")
    ),
    # INSERT OR REPLACE removes the old row without asking the trigger on DELETE.
    f"CREATE TRIGGER journal_entry_no_replace BEFORE INSERT ON journal_entry"
    f" WHEN EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER journal_entry_queue AFTER INSERT ON journal_entry"
    f" BEGIN INSERT INTO {QUEUE} (entry_id) VALUES (NEW.id); END",
    f"CREATE TRIGGER {QUEUE}_no_update BEFORE UPDATE ON {QUEUE} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER {QUEUE}_no_delete BEFORE DELETE ON {QUEUE} WHEN NOT {_SEALED}"
    f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
]

_POSTGRESQL_NAMES = [
    *((table, f"{table}_no_change") for table in KEPT),
    *((table, f"{table}_no_truncate") for table in (*KEPT, QUEUE)),
    ("journal_entry", "journal_entry_queue"),
    (QUEUE, f"{QUEUE}_no_update"),
    (QUEUE, f"{QUEUE}_no_delete"),
]
_REFUSE = "EXECUTE FUNCTION journal_refuse()"
_POSTGRESQL = [
    "CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$",
    "CREATE FUNCTION journal_queue() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN INSERT INTO {QUEUE} (entry_id) VALUES (NEW.id); RETURN NULL; END $$",
    "CREATE FUNCTION journal_refuse_unsealed() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN IF NOT {_SEALED} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END IF;"
    " RETURN OLD; END $$",
    *(f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {_REFUSE}" for table in KEPT),
    *(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {_REFUSE}"
        for table in (*KEPT, QUEUE)
    ),
    "CREATE TRIGGER journal_entry_queue AFTER INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_queue()",
    f"CREATE TRIGGER {QUEUE}_no_update BEFORE UPDATE ON {QUEUE} FOR EACH ROW {_REFUSE}",
    f"CREATE TRIGGER {QUEUE}_no_delete BEFORE DELETE ON {QUEUE} FOR EACH ROW"
    " EXECUTE FUNCTION journal_refuse_unsealed()",
]
