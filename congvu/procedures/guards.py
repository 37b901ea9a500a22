"""The database's own refusal to change or delete a published edition: triggers, in the words of each database."""

TABLE = "procedures_edition"
MESSAGE = "a published edition never changes"


def up(vendor: str) -> list[str]:
    """The statements that put the guards up."""
    if vendor == "postgresql":
        return [
            "CREATE FUNCTION procedures_refuse() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$",
            f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE}"
            " FOR EACH ROW EXECUTE FUNCTION procedures_refuse()",
        ]
    return [
        f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def down(vendor: str) -> list[str]:
    """The statements that take the guards away. Only migrations and tests may run them."""
    if vendor == "postgresql":
        return [f"DROP TRIGGER {TABLE}_no_change ON {TABLE}", "DROP FUNCTION procedures_refuse()"]
    return [f"DROP TRIGGER {TABLE}_no_{verb}" for verb in ("update", "delete")]
