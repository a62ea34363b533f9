"""What is typed about teams, posts, shifts and hours."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm
from shuniu.kernel.models import Place
from shuniu.kernel.places.codes import span
from shuniu.volunteers.doubts import minutes_between
from shuniu.volunteers.forms.hearing import HeardForm
from shuniu.volunteers.forms.registering import DAY, WEEKDAYS, choices_of
from shuniu.volunteers.models import Post, ServicePoint, Team, Volunteer

CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class VolunteerField(forms.CharField):
    """A volunteer by number; `InputForm.by` fences who is found."""

    def __init__(self, **kwargs):
        super().__init__(label=_("Volunteer number"), max_length=30, **kwargs)


class NumberForm(InputForm):
    """One volunteer, by the number on the card."""

    number = VolunteerField()

    def clean_number(self) -> Volunteer:
        number = self.cleaned_data["number"].strip().upper()
        found = Volunteer.objects.visible_to(self.by).filter(number=number).select_related("person").first()
        if found is None:
            raise forms.ValidationError(_("No volunteer has this number; look in the list of volunteers."))
        return found


class LeaderForm(NumberForm):
    """Who leads a team, and the social worker beside."""

    social_worker = forms.CharField(label=_("Leading social worker"), max_length=80)


class TeamForm(InputForm):
    name = forms.CharField(label=_("Name of the team"), max_length=40)
    place = forms.ModelChoiceField(label=_("At home in"), queryset=Place.objects.none())
    service = forms.ChoiceField(label=_("Service type"), required=False)
    social_worker = forms.CharField(label=_("Leading social worker"), max_length=80)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, by=by, **kwargs)
        self.fields["place"].queryset = Place.objects.filter(pk__range=span(by.centre or by.place)).order_by("pk")
        self.fields["service"].choices = [("", "–"), *choices_of("volunteers.service", by)]


class PointForm(InputForm):
    name = forms.CharField(label=_("Name of the service point"), max_length=60)
    place = forms.ModelChoiceField(label=_("Lies in"), queryset=Place.objects.none())
    address = forms.CharField(label=_("Address"), max_length=100, required=False)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, by=by, **kwargs)
        self.fields["place"].queryset = Place.objects.filter(pk__range=span(by.centre or by.place)).order_by("pk")


class PostForm(InputForm):
    service_point = forms.ModelChoiceField(label=_("Service point"), queryset=ServicePoint.objects.all())
    title = forms.CharField(label=_("Title"), max_length=60)
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.all(), required=False)
    service = forms.ChoiceField(label=_("Service type"))
    duties = forms.CharField(label=_("What is to be done"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    risk = forms.ChoiceField(label=_("Risk"), choices=Post.Risk.choices)
    risks = forms.CharField(
        label=_("Risks, in words"), max_length=300, help_text=_("Everyone reads this before signing up.")
    )
    min_age = forms.IntegerField(label=_("From the age of"), min_value=8, max_value=99, initial=18)
    max_age = forms.IntegerField(label=_("To the age of"), min_value=8, max_value=120, required=False)
    skill = forms.ChoiceField(label=_("Skill asked for"), required=False)
    training = forms.ChoiceField(label=_("Training asked for"), required=False)
    wanted = forms.IntegerField(label=_("Volunteers a shift"), min_value=1, max_value=500, initial=2)
    backups = forms.IntegerField(label=_("Backups a shift"), min_value=0, max_value=50, initial=0)
    is_public = forms.BooleanField(label=_("Shown to everyone"), required=False, initial=True)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, by=by, **kwargs)
        self.fields["service"].choices = choices_of("volunteers.service", by)
        for name in ("skill", "training"):
            self.fields[name].choices = [("", "–"), *choices_of(f"volunteers.{name}", by)]

    def clean(self):
        data = super().clean()
        low, high = data.get("min_age"), data.get("max_age")
        if low and high and high < low:
            self.add_error("max_age", _("The highest age lies below the lowest."))
        return data


class ChangePostForm(PostForm):
    """What a post asks from now on. The service point stays: another place is another post."""

    service_point = None
    confirmed = forms.BooleanField(
        label=_("They are told, and asked for their answer"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, by, post: Post, **kwargs):
        columns = [name for name in self.base_fields if name != "confirmed"]
        super().__init__(*args, by=by, initial={name: getattr(post, name) for name in columns}, **kwargs)

    def ask_to_confirm(self) -> None:
        """Somebody is to be told and asked: show the box that says so."""
        self.fields["confirmed"].widget = forms.CheckboxInput()
        self.fields["confirmed"].widget.is_required = False

    @property
    def changes(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "confirmed"}


class WeeklyForm(InputForm):
    weekday = forms.TypedChoiceField(label=_("Weekday"), coerce=int, choices=list(enumerate(WEEKDAYS, 1)))
    starts = forms.TimeField(label=_("From"), widget=CLOCK)
    ends = forms.TimeField(label=_("To"), widget=CLOCK)
    since = forms.DateField(label=_("From the day"), widget=DAY)
    until = forms.DateField(label=_("Until the day"), widget=DAY, required=False)


class OnceForm(InputForm):
    day = forms.DateField(label=_("Day"), widget=DAY)
    starts = forms.TimeField(label=_("From"), widget=CLOCK)
    ends = forms.TimeField(label=_("To"), widget=CLOCK)
    wanted = forms.IntegerField(label=_("Volunteers wanted"), min_value=1, max_value=500)


class HoursForm(NumberForm):
    """Hours from paper. Either the times, or the hours."""

    service_point = forms.ModelChoiceField(label=_("Service point"), queryset=ServicePoint.objects.all())
    day = forms.DateField(label=_("Day"), widget=DAY)
    starts = forms.TimeField(label=_("From"), widget=CLOCK, required=False)
    ends = forms.TimeField(label=_("To"), widget=CLOCK, required=False)
    hours = forms.DecimalField(
        label=_("Hours"),
        required=False,
        decimal_places=2,
        max_digits=6,
        help_text=_("At the post; the way there and back is not counted. Empty where the times are given."),
    )
    content = forms.CharField(label=_("Service that was done"), max_length=100)
    evidence = forms.CharField(label=_("Evidence"), max_length=200, help_text=_("The sheet it stands on."))

    def clean(self):
        data = super().clean()
        if data.get("hours") is not None:
            data["minutes"] = round(data["hours"] * 60)
        elif data.get("starts") and data.get("ends"):
            data["minutes"] = minutes_between(data["starts"], data["ends"])
        elif not self.errors:
            self.add_error("hours", _("Write the times or the hours."))
        return data


class CorrectionForm(InputForm):
    hours = forms.DecimalField(
        label=_("Right would be, in hours"),
        min_value=0,
        max_value=24,
        decimal_places=2,
        help_text=_("0 takes it back."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    @property
    def minutes(self) -> int:
        return round(self.cleaned_data["hours"] * 60)


class ObjectionForm(HeardForm):
    says = forms.CharField(label=_("What is wrong?"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    hours = forms.DecimalField(
        label=_("How many hours would be right?"), required=False, min_value=0, max_value=24, decimal_places=2
    )


class FindingsForm(InputForm):
    findings = forms.CharField(label=_("What was found"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class UpholdForm(FindingsForm):
    hours = forms.DecimalField(label=_("Right are, in hours"), min_value=0, max_value=24, decimal_places=2)
    field_order = ["hours", "findings"]


class ListForm(InputForm):
    """The leader's list of one shift: minutes beside each name; empty for who did not come."""

    evidence = forms.CharField(label=_("Evidence"), max_length=200, help_text=_("The sheet it stands on."))

    def __init__(self, *args, by, places, most: int, **kwargs):
        super().__init__(*args, by=by, **kwargs)
        for place in places:
            self.fields[f"v{place.volunteer_id}"] = forms.DecimalField(
                label=f"{place.volunteer.person.name} {place.volunteer.number}",
                required=False,
                max_digits=6,  # whether a day can have so many is for the rules to say, in a row that stays
                decimal_places=2,
                initial=round(most / 60, 2),
            )
        self.order_fields([*(f"v{place.volunteer_id}" for place in places), "evidence"])

    def minutes(self) -> dict[int, int]:
        """Volunteer → minutes, of those who came."""
        given = {name: hours for name, hours in self.cleaned_data.items() if name.startswith("v") and hours}
        return {int(name[1:]): round(hours * 60) for name, hours in given.items()}
