"""The public page of a certificate issued earlier shows the subject too, as one issued today does.

It froze the title of the course (a class for disabled people) and who taught it. A paper that was printed then still says
so in its owner's hand; anybody who reads its code sees the subject. Undone, what was hidden stays hidden.
"""

from django.db import migrations
from django.utils import timezone

from shuniu.kernel.places.codes import parents

KIND, NOUN = "course certificate", "activities.certificate"
TITLE, TRAINER, SUBJECT = "培训课程", "培训机构", "培训内容"
NATION = 0
PORTION = 500


def hide_titles(apps, schema_editor):
    Document, Certificate = apps.get_model("kernel", "Document"), apps.get_model("activities", "Certificate")
    papers = Document._base_manager.filter(kind=KIND, noun=NOUN).order_by("pk")
    shown = [paper for paper in papers.iterator(PORTION) if {TITLE, TRAINER} & {label for label, _value in paper.shows}]
    for at in range(0, len(shown), PORTION):
        some = shown[at : at + PORTION]
        about = Certificate._base_manager.select_related("trainee__course").in_bulk([paper.noun_id for paper in some])
        for paper in some:
            subject = subject_of(apps, about.get(paper.noun_id), timezone.localtime(paper.issued_at).date())
            paper.shows = [line for each in paper.shows if (line := safe(each, subject)) is not None]
        Document._base_manager.bulk_update(some, ["shows"])


def safe(line, subject):
    """The line as it may be shown, None where it may not."""
    label, _value = line
    if label == TITLE:
        return [SUBJECT, subject] if subject else None
    return None if label == TRAINER else line


def subject_of(apps, certificate, on):
    """The official word for what was taught, on the day of the paper; "" where no table has it."""
    if certificate is None:
        return ""
    kind, place = certificate.trainee.course.kind, certificate.centre_id
    rows = apps.get_model("kernel", "Code")._base_manager.filter(
        table="activities.course_kind", code=kind, valid_from__lte=on
    )
    labels = {row.place_id: row.label for row in rows if row.valid_until is None or row.valid_until >= on}
    return next((labels[here] for here in (place, *parents(place), NATION) if here in labels), "")


class Migration(migrations.Migration):
    dependencies = [("activities", "0004_times_kept_in_a_place"), ("kernel", "0008_attachments")]
    operations = [migrations.RunPython(hide_titles, migrations.RunPython.noop)]
