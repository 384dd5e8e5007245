from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POSTING = ("venture_id", "key", "kind", "amount", "by_id", "to_id", "at", "order_id", "lot", "agreement_id", "reverses_id", "words")
AGREEMENT = ("key", "venture_id", "number", "kind", "a_piece", "holder_id", "made_by_id", "made_at")
SPLIT = ("order_id", "agreement_id", "at")


def same(columns: tuple[str, ...], vendor: str) -> str:
    """That none of these is changed."""
    is_same = "IS" if vendor == "sqlite" else "IS NOT DISTINCT FROM"
    return " AND ".join(f'new."{column}" {is_same} old."{column}"' for column in ("id", *columns))


def rules(vendor: str) -> list[tuple[str, str, str, str]]:
    """Table, moment, when it is refused, and what is said then."""
    every = "1 = 1"
    answered = f"old.state = 'recorded' AND new.state IN ('confirmed', 'denied') AND {same(POSTING, vendor)}"
    all_agreed = (
        "(SELECT SUM(basis_points) FROM ledger_part WHERE agreement_id = new.id) = 10000 AND NOT EXISTS"
        " (SELECT 1 FROM ledger_part part WHERE part.agreement_id = new.id AND NOT EXISTS (SELECT 1 FROM ledger_consent consent"
        " WHERE consent.agreement_id = new.id AND consent.member_id = part.member_id))"
    )
    in_force = f"old.in_force_at IS NULL AND new.in_force_at IS NOT NULL AND {same(AGREEMENT, vendor)} AND {all_agreed}"
    made = f"old.makers IS NULL AND new.makers IS NOT NULL AND {same(SPLIT, vendor)}"
    sealed = 'EXISTS (SELECT 1 FROM ledger_posting WHERE "key" = new.posting_id)'
    adds_up = 'COALESCE((SELECT SUM(amount) FROM ledger_leg WHERE posting_id = new."key"), 1) = 0'
    agreed_upon = "EXISTS (SELECT 1 FROM ledger_consent WHERE agreement_id = new.agreement_id)"
    has_part = "EXISTS (SELECT 1 FROM ledger_part WHERE agreement_id = new.agreement_id AND member_id = new.member_id)"
    return [
        ("leg", "INSERT", sealed, "A posting that is written gets no more legs."),
        ("leg", "UPDATE", every, "A leg is never changed."),
        ("leg", "DELETE", every, "A leg is never deleted."),
        ("posting", "INSERT", f"NOT ({adds_up})", "The legs of a posting add up to zero."),
        ("posting", "UPDATE", f"NOT ({answered})", "A posting is confirmed or denied once, and never changed."),
        ("posting", "DELETE", every, "A posting is never deleted."),
        ("agreement", "INSERT", "new.in_force_at IS NOT NULL", "An agreement is offered first."),
        ("agreement", "UPDATE", f"NOT ({in_force})", "An agreement comes into force once all have agreed, and is never changed."),
        ("agreement", "DELETE", every, "An agreement is never deleted."),
        ("part", "INSERT", agreed_upon, "What somebody has agreed to gets no more parts."),
        ("part", "UPDATE", every, "A part is never changed."),
        ("part", "DELETE", every, "A part is never deleted."),
        ("consent", "INSERT", f"NOT ({has_part})", "She agrees who has a part in it."),
        ("consent", "UPDATE", every, "A consent is never changed."),
        ("consent", "DELETE", every, "A consent is never deleted."),
        ("ordersplit", "UPDATE", f"NOT ({made})", "What was frozen stays."),
        ("ordersplit", "DELETE", every, "What was frozen stays."),
    ]


def sqlite(table: str, moment: str, refused: str, words: str) -> list[str]:
    return [
        f"CREATE TRIGGER ledger_{table}_{moment.lower()} BEFORE {moment} ON ledger_{table}"
        f" WHEN {refused} BEGIN SELECT RAISE(ABORT, '{words}'); END"
    ]


def postgresql(table: str, moment: str, refused: str, words: str) -> list[str]:
    name = f"ledger_{table}_{moment.lower()}"
    row = "old" if moment == "DELETE" else "new"
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {refused} THEN"
        f" RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; END IF; RETURN {row}; END $$",
        f"CREATE TRIGGER {name} BEFORE {moment} ON ledger_{table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


AT_COMMIT = (  # what no single statement sees: legs of one posting written by two transactions at the same moment
    "CREATE FUNCTION ledger_legs_add_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " IF (SELECT SUM(amount) FROM ledger_leg WHERE posting_id = new.posting_id) <> 0 THEN"
    " RAISE EXCEPTION 'The legs of a posting add up to zero.' USING ERRCODE = 'check_violation'; END IF; RETURN NULL; END $$",
    "CREATE CONSTRAINT TRIGGER ledger_legs_add_up AFTER INSERT ON ledger_leg"
    " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_legs_add_up()",
)


def build(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    vendor = schema_editor.connection.vendor
    make = sqlite if vendor == "sqlite" else postgresql
    statements = [statement for rule in rules(vendor) for statement in make(*rule)]
    for statement in [*statements, *(AT_COMMIT if vendor == "postgresql" else ())]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """The database itself refuses what no action does: a posting that doesn't add up, and any change of what was written.

    Legs come before their posting, which adds them up and seals them: so both databases see it at once.
    A later migration that makes SQLite build one of these tables anew takes its triggers with it, and has to make them again.
    """

    dependencies = [("ledger", "0001_agreements_and_postings")]

    operations = [migrations.RunPython(build)]
