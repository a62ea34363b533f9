"""A small office to be carried from machine to machine: `python -m tests.office fill` and `… say`, on any engine."""

import json
import os
import sys
from datetime import date

CENTRE = 310107015000


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuniu.config.settings")
    import django

    django.setup()
    {"fill": fill, "say": say}[sys.argv[1]]()


def fill() -> None:
    """Everything through actions: people with sealed fields, an account with an appointment, steps, entries, seals."""
    from django.db import transaction

    from shuniu.kernel import trail
    from shuniu.kernel.models import Place
    from shuniu.kernel.prepare import prepare
    from shuniu.kernel.signin.actions import appoint, open_account
    from shuniu.people.public import Particulars, record_person
    from tests.cast import NOW, actor_in

    prepare(sys.stderr)
    with transaction.atomic():
        account, _password = open_account(username="chenxy", name="陈晓燕", by=actor_in("system_administrator"))
        place = Place.objects.get(pk=CENTRE)
        since = date(2026, 1, 1)
        appoint(account, role="worker", place=place, since=since, by=actor_in("security_administrator", user_id=3))
        by = actor_in("worker", user_id=account.pk, name="陈晓燕")
        for number in range(30):
            told = Particulars(name=f"王福{number}", phone=f"138123456{number:02d}", address="叶家宅路 100 弄", sex="1")
            record_person(told, centre_id=CENTRE, by=by)
    trail.seal_trail(at=NOW)


def say() -> None:
    """Every row in plain form, by table, and every sealed value opened; as one JSON object."""
    import django.db
    from django.apps import apps

    from shuniu.kernel.backup.tables import columns, plain_rows, tables
    from shuniu.kernel.sealing.fields import reveal, sealed_fields

    said = {model._meta.db_table: list(plain_rows(model, columns(model))) for model in tables()}
    opened = [
        reveal(row, field.name)
        for model in apps.get_models()
        for field in sealed_fields(model)
        for row in model._base_manager.order_by("pk")
    ]
    print(json.dumps({"engine": django.db.connection.vendor, "tables": said, "opened": opened}, ensure_ascii=False))


if __name__ == "__main__":
    main()
