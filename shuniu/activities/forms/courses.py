"""What may be typed about courses, tests, jobs and publicity."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.activities.forms.programme import BY_HAND, CLOCK, DAY, CodedForm, CodeField, PlacedForm, ends_after
from shuniu.activities.models import MoveTelling, Publicity, RetentionCheck
from shuniu.activities.queries import words_of
from shuniu.kernel.forms import InputForm


class CourseForm(CodedForm, PlacedForm):
    field_order = (
        "title", "kind", "audience", "trainer", "place_code", "place", "first_on", "last_on", "seats", "certificates",
    )  # fmt: skip
    title = forms.CharField(label=_("What the course is called"), max_length=80)
    kind = CodeField("course_kind", label=_("Subject"))
    audience = CodeField("audience", label=_("Meant for"))
    trainer = forms.CharField(label=_("Training organization"), max_length=100)
    first_on = forms.DateField(label=_("First day"), widget=DAY)
    last_on = forms.DateField(label=_("Last day"), widget=DAY)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=1_000)
    certificates = forms.MultipleChoiceField(label=_("Leads to"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = words_of("certificate", place=self.by.place, on=self.by.today)
        self.fields["certificates"].choices = list(words.items())

    def clean(self):
        data = super().clean()
        if data.get("first_on") and data.get("last_on") and data["last_on"] < data["first_on"]:
            self.add_error("last_on", _("The last day cannot be before the first."))
        return data


class LessonsForm(InputForm):
    held_on = forms.DateField(label=_("Day of the first lesson"), widget=DAY)
    starts = forms.TimeField(label=_("Begins at"), widget=CLOCK)
    ends = forms.TimeField(label=_("Ends at"), widget=CLOCK)
    topic = forms.CharField(label=_("Topic"), max_length=100, required=False)
    count = forms.IntegerField(label=_("How many lessons"), min_value=1, max_value=100, initial=1)
    every = forms.IntegerField(label=_("Every so many days"), min_value=1, max_value=31, initial=7)

    def clean(self):
        return ends_after(self, super().clean())


class MoveLessonForm(InputForm):
    held_on = forms.DateField(label=_("Day of the lesson"), widget=DAY)
    starts = forms.TimeField(label=_("Begins at"), widget=CLOCK)
    ends = forms.TimeField(label=_("Ends at"), widget=CLOCK)
    reason = forms.CharField(label=_("Why the lesson is moved"), max_length=200)

    def clean(self):
        return ends_after(self, super().clean())


class MoveCourseForm(PlacedForm):
    field_order = ("place_code", "place", "reason")
    reason = forms.CharField(
        label=_("Why the course moves"), max_length=200, help_text=_("The trainees read it; name nobody.")
    )


class MoveToldForm(InputForm):
    how = forms.ChoiceField(label=_("How they were told"), choices=MoveTelling.How.choices)


class EnrolForm(CodedForm):
    circumstance = CodeField(
        "circumstance", label=_("Circumstance"), required=False,
        help_text=_("Sealed; only where the course is paid for because of it."),
    )  # fmt: skip


class LessonAttendanceForm(InputForm):
    source = forms.ChoiceField(label=_("Known from"), choices=BY_HAND)
    sheet = forms.CharField(
        label=_("Which sheet"), max_length=100, required=False, help_text=_("Such as: attendance sheet, page 2.")
    )


class TestForm(InputForm):
    __test__ = False
    title = forms.CharField(label=_("What the test is called"), max_length=80)
    held_on = forms.DateField(label=_("Day of the test"), widget=DAY)
    certificate = forms.ChoiceField(label=_("Asked for the certificate"), required=False)
    full_mark = forms.IntegerField(label=_("Full mark"), min_value=1, max_value=1_000, initial=100)
    pass_mark = forms.IntegerField(label=_("Pass mark"), min_value=1, max_value=1_000, initial=60)

    def __init__(self, *args, course, **kwargs):
        super().__init__(*args, **kwargs)
        words = words_of("certificate", place=self.by.place, on=self.by.today)
        choices = [(code, words.get(code, code)) for code in course.certificates]
        self.fields["certificate"].choices = [("", "–"), *choices]


class ResultsForm(InputForm):
    """One number a trainee, by number in class: the sheet needs no names."""

    def __init__(self, *args, test, trainees, standing, **kwargs):
        super().__init__(*args, **kwargs)
        for trainee in trainees:
            self.fields[f"points_{trainee.pk}"] = forms.IntegerField(
                label=trainee.shown, min_value=0, max_value=test.full_mark, required=False,
                initial=standing.get(trainee.pk),
            )  # fmt: skip


class PlacementForm(InputForm):
    employer = forms.CharField(label=_("Employer"), max_length=100, help_text=_("Sealed; shown only with a reason."))
    post = forms.CharField(label=_("Post"), max_length=60, required=False)
    started_on = forms.DateField(label=_("At work from"), widget=DAY)
    evidence = forms.CharField(label=_("Evidence"), max_length=120, help_text=_("Such as the number of the contract."))


class CheckForm(InputForm):
    answer = forms.ChoiceField(label=_("What was found"), choices=RetentionCheck.Answer.choices)
    evidence = forms.CharField(
        label=_("Evidence"), max_length=120, help_text=_("Such as a pay slip, or whom you called.")
    )


class EndForm(InputForm):
    ended_on = forms.DateField(label=_("Last day at work"), widget=DAY)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class PublicityForm(InputForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=Publicity.Kind.choices)
    title = forms.CharField(label=_("Topic or title"), max_length=80)
    done_on = forms.DateField(label=_("Day it was done"), widget=DAY)
    count = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=1_000_000,
        help_text=_("Panels in pieces, leaflets in sheets, shows in times; they are never added up."),
    )  # fmt: skip
    place = forms.CharField(label=_("Where"), max_length=100, required=False)


class CountForm(InputForm):
    count = forms.IntegerField(label=_("Right count"), min_value=0, max_value=1_000_000)
    reason = forms.CharField(label=_("Reason"), max_length=200)
