"""Open to everyone: where volunteers are wanted, and signing up as one on a phone."""

from __future__ import annotations

from django.db import IntegrityError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from shuniu.kernel.actor import system_actor
from shuniu.kernel.limits import Limited
from shuniu.kernel.models import Place
from shuniu.kernel.pages import OPEN
from shuniu.kernel.permissions import Refused
from shuniu.volunteers.actions.registering import Answer, apply_as_volunteer, register_volunteer
from shuniu.volunteers.forms.registering import JoinForm
from shuniu.volunteers.judgement import said
from shuniu.volunteers.queries import known_person
from shuniu.volunteers.roster import centres_with_posts, vacancies
from shuniu.volunteers.views.asking import StationPage
from shuniu.volunteers.words import WEEKDAYS


class OpenPage(Limited, StationPage, abstract=True):
    """A page for who has no account."""

    permission = OPEN

    def centre_at(self, code: int) -> Place:
        return self.find(Place.objects.filter(has_centre=True), pk=code)


class Wanted(OpenPage):
    """To the vacancies of the one centre; where there are several, first the choice."""

    permission = OPEN
    template = "volunteers/centres.html"

    def get(self, request):
        centres = list(Place.objects.filter(has_centre=True, pk__in=centres_with_posts()).order_by("pk")[:300])
        if len(centres) == 1:
            return redirect("volunteers:vacancies", centres[0].pk)
        return self.show(centres=centres)


class Vacancies(OpenPage):
    """Coming shifts that lack people: what, where, when, and the risks. No names."""

    permission = OPEN
    template = "volunteers/vacancies.html"

    def get(self, request, centre):
        place, actor = self.centre_at(centre), self.actor
        shifts = vacancies(place.pk, now=actor.at, today=actor.today)
        posts: dict[int, tuple] = {}  # each post once, in the order of its next shift
        for shift in shifts:
            posts.setdefault(shift.post_id, (shift.post, []))[1].append(shift)
        mine = actor.role == "volunteer"
        return self.show(centre=place, posts=list(posts.values()), weekdays=WEEKDAYS, is_volunteer=mine)


class Join(OpenPage):
    """Sign up as a volunteer. Whoever is on record already gets the same answer: nothing is told to strangers."""

    permission = OPEN
    template = "volunteers/join.html"

    def get(self, request, centre):
        return self.ask(self.centre_at(centre))

    def post(self, request, centre):
        place = self.centre_at(centre)
        form = JoinForm(request.POST, by=self.house(place), place=place.pk)
        if not form.is_valid():
            return self.ask(place, form, status=422)
        answer = self.take_in(form, place)
        if answer is not None and answer.refusal is not None:
            remedy = _("Please come to the window together with a guardian.")
            form.add_error(None, f"{said(answer.refusal)} {remedy}")
            return self.ask(place, form, status=422)
        return redirect("volunteers:joined", centre)

    def ask(self, place: Place, form=None, status: int = 200):
        form = form or JoinForm(by=self.house(place), place=place.pk)
        return self.show(
            centre=place, form=form, status=status, back_url=reverse("volunteers:vacancies", args=[place.pk])
        )

    def house(self, place: Place):
        """Nobody has signed in: the house itself takes the form in, as by phone."""
        return system_actor(place=place.pk, via="phone", at=self.actor.at, name="phone")

    def take_in(self, form: JoinForm, place: Place) -> Answer | None:
        """What came of it; None where the person is on record, which a stranger is not told."""
        by, lives_in = self.house(place), form.cleaned_data["place"].pk
        try:
            return register_volunteer(
                form.particulars(), form.offer(), centre_id=place.pk, place_id=lives_in, channel="phone", by=by
            )
        except IntegrityError:  # the ID number is on record: the same person, if the name is the same
            self.take_in_known(form, place, by, lives_in)
            return None

    def take_in_known(self, form: JoinForm, place: Place, by, lives_in: int) -> None:
        """Minors do not come here: their answer hangs on what was typed alone."""
        told = form.particulars()
        person = known_person(told, by)
        if person is None:
            return  # another name for the number: the window will ask; a stranger learns nothing
        try:
            apply_as_volunteer(person, form.offer(), place_id=lives_in, channel="phone", by=by)
        except Refused:
            return  # registered already


class Joined(OpenPage):
    permission = OPEN
    template = "volunteers/joined.html"

    def get(self, request, centre):
        return self.show(centre=self.centre_at(centre))


class Offline(OpenPage):
    """What a phone shows without a network: it keeps the code. Holds nothing about anybody."""

    permission = OPEN
    template = "volunteers/offline.html"

    def get(self, request):
        return self.show()
