"""A paper is what its bytes are, is kept sealed, and goes out only as a download."""

import io
import zipfile

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.attachments.actions import open_attachment
from shuniu.kernel.attachments.fields import AttachmentField
from shuniu.kernel.attachments.keeping import PART, attachments_of, content_of, drop, keep
from shuniu.kernel.attachments.serving import download
from shuniu.kernel.attachments.types import PaperRefused, judge
from shuniu.kernel.backup.tables import columns, plain_rows
from shuniu.kernel.models import AttachmentPart, DatedSetting, NumberSeries
from shuniu.kernel.sealing import Tampered
from tests.cast import CENTRE, NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
PDF = b"%PDF-1.4\n" + b"accounts of the year " * 20_000


def docx() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w/>")
    return packed.getvalue()


@action
def hand_in(series, name, content, *, by):
    return keep(series, judge(name, content, place=CENTRE, on=TODAY), kind="report", by=by)


@action
def throw_away(attachment, *, by):
    drop(attachment, reason="handed in twice", by=by)


@pytest.fixture
def series():
    return NumberSeries.objects.create(centre_id=CENTRE, series="tests", year=2026)


def test_a_paper_comes_out_as_it_went_in_and_the_database_cannot_read_it(series, act):
    kept = hand_in(series, "年度报告.pdf", PDF, by=act("worker"))
    assert attachments_of(series).get() == kept
    assert kept.parts.count() == len(PDF) // PART + 1
    assert b"accounts" not in b"".join(bytes(part.content) for part in kept.parts.all())
    assert open_attachment(kept, thing=series, by=act("director")) == PDF
    assert "kernel.attachment_opened" in {entry.kind for entry in trail.of_thing(series)}


def test_a_backup_holds_every_part(series, act):
    kept = hand_in(series, "a.pdf", PDF, by=act("worker"))
    rows = list(plain_rows(AttachmentPart, columns(AttachmentPart)))
    assert len(rows) == kept.parts.count()


def test_a_paper_goes_out_only_as_a_download(series, act):
    answer = download(hand_in(series, "年检 报告.docx", docx(), by=act("worker")), thing=series, by=act("worker"))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"", "empty"),
        ("a.exe", b"MZ" + b"\0" * 100, "wrong_type"),
        ("a.html", b"<script>alert(1)</script>", "wrong_type"),
        ("a.pdf", b"<html><script>alert(1)</script></html>", "lies"),
        ("a.pdf", b"MZ\x90\0" + b"\0" * 100, "lies"),
        ("a.xlsx", docx(), "lies"),
        ("a.png", PDF, "lies"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 60, "lies"),
    ],
)
def test_what_is_no_paper_is_refused_by_what_it_is(name, content, code):
    with pytest.raises(PaperRefused) as refused:
        judge(name, content, place=CENTRE, on=TODAY)
    assert refused.value.code == code
    assert str(refused.value)


def test_the_largest_size_is_a_setting_of_the_place():
    DatedSetting.objects.create(
        place_id=CENTRE, key="kernel.attachments.most_megabytes", value=1, valid_from=TODAY, source="本中心"
    )
    with pytest.raises(PaperRefused) as refused:
        judge("a.pdf", b"%PDF-" + b"0" * (1 << 20), place=CENTRE, on=TODAY)
    assert "1 MB" in str(refused.value)


def test_a_name_cannot_lead_out_of_its_folder():
    assert judge("..\\..\\etc/pass wd.PDF", PDF, place=CENTRE, on=TODAY).name == "pass_wd.pdf"


def test_a_part_that_is_gone_is_noticed(series, act):
    kept = hand_in(series, "a.pdf", PDF, by=act("worker"))
    kept.parts.last().delete()
    with pytest.raises(Tampered):
        content_of(kept)


def test_a_dropped_paper_leaves_its_line_and_no_content(series, act):
    kept = hand_in(series, "王福生体检.pdf", PDF, by=act("worker"))
    throw_away(kept, by=act("worker"))
    assert not attachments_of(series).exists()
    assert not AttachmentPart.objects.unscoped(because="test").exists()
    assert "王福生" not in kept.name


def test_a_form_gives_a_paper_or_the_reason(act):
    class PaperForm(forms.Form):
        paper = AttachmentField()

    for content, valid in ((PDF, True), (b"<html>", False)):
        form = PaperForm({}, {"paper": SimpleUploadedFile("a.pdf", content)})
        form.fields["paper"].by = act("worker")
        assert form.is_valid() is valid
        if valid:
            assert form.cleaned_data["paper"].type == "pdf"
