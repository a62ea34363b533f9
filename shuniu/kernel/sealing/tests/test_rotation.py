"""On a table of its own: the kernel knows no room."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test.utils import isolate_apps

from shuniu.kernel.sealing import BlindIndexField, SealedField, blind, conceal, index_of, reveal, rotation, seal
from shuniu.kernel.sealing.sealer import ring

PHONE, CHANGSHOU, CAOYANG = "kernel.sheet.phone", 310107015000, 310107005000
pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(home, monkeypatch):
    """Five rows of a model with a sealed phone, walked in batches of two."""
    with isolate_apps("shuniu.kernel"):

        class Sheet(models.Model):
            centre_id = models.BigIntegerField()
            phone = SealedField(purpose=PHONE, null=True)
            phone_index = BlindIndexField(of="phone", null=True)
            phone_tail_index = BlindIndexField(of="phone", tail=4, null=True)

            class Meta:
                app_label = "kernel"

    with connection.cursor() as cursor:
        cursor.execute(connection.schema_editor().table_sql(Sheet)[0])  # gone with the test's transaction
    for number in range(5):
        row = Sheet(centre_id=CHANGSHOU if number % 2 else CAOYANG)
        conceal(row, "phone", f"1381234567{number}" if number else "")
        row.save()
    monkeypatch.setattr(rotation, "BATCH", 2)
    monkeypatch.setattr(rotation.apps, "get_models", lambda: [Sheet])
    return Sheet


def phones(sheet):
    return [reveal(row, "phone") for row in sheet.objects.order_by("pk")]


def keys(sheet):
    return [bytes(row.phone)[1] for row in sheet.objects.order_by("pk") if row.phone]


EXPECTED = ["", "13812345671", "13812345672", "13812345673", "13812345674"]


def test_a_row_is_found_by_its_index_and_its_last_digits(sheet):
    whole = index_of(sheet, "phone_index", "13812345673", CHANGSHOU)
    tail = index_of(sheet, "phone_tail_index", "5673", CHANGSHOU)
    assert reveal(sheet.objects.get(phone_index=whole), "phone") == "13812345673"
    assert reveal(sheet.objects.get(phone_tail_index=tail), "phone") == "13812345673"
    assert whole == blind("13812345673", PHONE, CHANGSHOU) != tail


def test_emptying_a_field_empties_its_indexes(sheet):
    row = sheet.objects.get(pk=2)
    conceal(row, "phone", "")
    assert (row.phone, row.phone_index, row.phone_tail_index) == (None, None, None)


def test_a_rotation_brings_every_row_under_the_new_key(sheet, capsys):
    call_command("rotate_keys")
    assert (phones(sheet), keys(sheet)) == (EXPECTED, [2, 2, 2, 2])
    assert "共5行，改写4个值" in capsys.readouterr().err


def test_a_rotation_speaks_english_where_the_terminal_does(sheet, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    call_command("rotate_keys")
    said = capsys.readouterr().err
    assert "5 rows, 4 values written" in said
    assert "Key 2 (" in said


def test_an_interrupted_rotation_resumes_where_it_stopped(sheet, capsys):
    call_command("rotate_keys")
    sheet.objects.filter(pk=3).update(phone=None)
    call_command("rotate_keys", "--resume")
    assert ring().active_id == 2
    assert "共5行，改写0个值" in capsys.readouterr().err


def test_a_row_that_no_key_opens_is_named_and_left(sheet):
    elsewhere = seal("138", PHONE, CAOYANG)
    sheet.objects.filter(pk=2).update(phone=elsewhere)  # of Changshou Road
    with pytest.raises(CommandError, match=r"kernel.Sheet 2: "):
        call_command("rotate_keys")
    assert keys(sheet) == [1, 2, 2, 2]
    assert bytes(sheet.objects.get(pk=2).phone) == elsewhere


def test_a_new_index_key_finds_the_same_rows(sheet):
    old = index_of(sheet, "phone_index", "13812345673", CHANGSHOU)
    call_command("rotate_keys", "--index")
    new = index_of(sheet, "phone_index", "13812345673", CHANGSHOU)
    assert new != old
    assert reveal(sheet.objects.get(phone_index=new), "phone") == "13812345673"
    assert sheet.objects.filter(phone_tail_index=index_of(sheet, "phone_tail_index", "5674", CAOYANG)).exists()
    assert (phones(sheet), keys(sheet)) == (EXPECTED, [1, 1, 1, 1])


def test_an_index_of_no_sealed_field_is_refused():
    with isolate_apps("shuniu.kernel"):

        class Card(models.Model):
            index = BlindIndexField(of="phone")

            class Meta:
                app_label = "kernel"

    assert [found.id for found in Card._meta.get_field("index").check()] == ["sealing.E001"]
