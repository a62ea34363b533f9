"""The hours ledger and the check-ins refuse UPDATE and DELETE in the database itself, on both engines; and every entry
brings the month's sum along and voids the finished counts of people that it changes.

PostgreSQL does this once a statement, so that a file of ten thousand rows costs two statements more, not ten thousand.
"""

from django.db import migrations

from shuniu.kernel.schema import AppendOnly

LEDGER, MONTHS, PEOPLE = "volunteers_hourentry", "volunteers_hourmonth", "volunteers_peoplefigure"

ADD = (
    f"ON CONFLICT (centre_id, service_point_id, month) DO UPDATE SET minutes = {MONTHS}.minutes + excluded.minutes, "
    f"times = {MONTHS}.times + excluded.times, entries = {MONTHS}.entries + excluded.entries"
)


def put_up(apps, schema_editor):
    for statement in _sqlite() if schema_editor.connection.vendor == "sqlite" else _postgresql():
        schema_editor.execute(statement)


def take_down(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {LEDGER}_sums" + ("" if sqlite else f" ON {LEDGER}"))
    if not sqlite:
        schema_editor.execute("DROP FUNCTION IF EXISTS volunteers_hours_sum_up()")


def _sqlite():
    yield (
        f"CREATE TRIGGER {LEDGER}_sums AFTER INSERT ON {LEDGER} BEGIN "  # noqa: S608 names of tables
        f"INSERT INTO {MONTHS} (centre_id, service_point_id, month, minutes, times, entries) "
        "VALUES (NEW.centre_id, NEW.service_point_id, substr(NEW.day, 1, 7) || '-01', NEW.minutes, NEW.times, 1) "
        f"{ADD}; "
        f"DELETE FROM {PEOPLE} WHERE centre_id = NEW.centre_id AND service_point_id IN (0, NEW.service_point_id) "
        "AND first <= NEW.day AND until > NEW.day; END"
    )


def _postgresql():
    yield (
        "CREATE FUNCTION volunteers_hours_sum_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608 names of tables
        f"INSERT INTO {MONTHS} (centre_id, service_point_id, month, minutes, times, entries) "
        "SELECT centre_id, service_point_id, date_trunc('month', day)::date, sum(minutes), sum(times), count(*) "
        f"FROM written GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 {ADD}; "  # in one order, so that two writers cannot deadlock
        f"DELETE FROM {PEOPLE} p USING (SELECT DISTINCT centre_id, service_point_id, day FROM written) w "
        "WHERE p.centre_id = w.centre_id AND p.service_point_id IN (0, w.service_point_id) "
        "AND p.first <= w.day AND p.until > w.day; RETURN NULL; END $$"
    )
    yield (
        f"CREATE TRIGGER {LEDGER}_sums AFTER INSERT ON {LEDGER} REFERENCING NEW TABLE AS written "
        "FOR EACH STATEMENT EXECUTE FUNCTION volunteers_hours_sum_up()"
    )


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0002_codes_and_settings")]
    operations = [
        AppendOnly("hourentry", "checkin", said="recorded hours are append-only"),
        migrations.RunPython(put_up, take_down),
    ]
