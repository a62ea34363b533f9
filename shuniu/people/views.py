"""The pages of people: thin, each form leads to one action."""

from __future__ import annotations

import json

from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from shuniu.kernel import trail
from shuniu.kernel.calendar import day_of
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing.fields import reveal
from shuniu.kernel.sealing.masking import mask_address
from shuniu.people import permissions
from shuniu.people.actions.duplicates import keep_apart, merge_people, take_apart
from shuniu.people.actions.erasure import (
    HOLDINGS,
    ask_erasure,
    decide_erasure,
    give_consent,
    hand_over_record,
    withdraw_consent,
)
from shuniu.people.actions.records import SEALED, correct_person, look_at, record_person
from shuniu.people.duplicates import said
from shuniu.people.forms import ConsentForm, CorrectionForm, DecisionForm, ErasureForm, PersonForm, ReasonForm
from shuniu.people.lists import birth, masked_identity, masked_phone
from shuniu.people.models import Consent, Duplicate, Erasure, Merge, Person
from shuniu.people.queries import told_of
from shuniu.people.workflow import ERASURE


class PersonPage(Page):
    """One person: masked, with consents; who looked, for those who may see it."""

    permission = permissions.VIEW
    template = "people/person.html"

    def get(self, request, pk):
        person = self.row(Person, pk, "merged_into")
        return self.show(
            person=person,
            birth=birth(person),
            age=person.age_on(self.actor.today),
            phone=masked_phone(person),
            id_number=masked_identity(person),
            address=mask_address(reveal(person, "address")),
            consents=person.consents.order_by("-given_on"),
            merges=self._merges(person),
            asked=Erasure.objects.visible_to(self.actor).filter(person=person, state="asked").first(),
            entries=told_of(person, self.actor, limit=20),
            said=trail.sentence,
            may=self.actor.may,
            permissions=permissions,
        )

    def _merges(self, person: Person) -> list:
        """What was merged into the record, the last first, and whether it may come apart."""
        standing = Merge.objects.visible_to(self.actor).filter(kept=person, undone_at__isnull=True)
        found = standing.select_related("kept__merged_into", "absorbed").order_by("-pk") if not person.erased_at else ()
        return [(merge, permissions.can_take_apart(merge, self.actor)) for merge in found]


class RecordPerson(Page):
    permission = permissions.EDIT
    template = "kernel/form.html"

    def get(self, request):
        return self._form(PersonForm(by=self.actor))

    def post(self, request):
        form = PersonForm(request.POST, by=self.actor)
        if form.is_valid():
            try:
                person = record_person(form.particulars(), centre_id=self.actor.centre, by=self.actor)
                return redirect("people:person", person.pk)
            except IntegrityError:
                form.add_error("id_number", _("A person with this ID number is already on record."))
        return self._form(form, status=422)

    def _form(self, form, status=200):
        back = reverse("people:list")
        return self.show(form=form, title=_("Record a person"), submit=_("Record"), cancel_url=back, status=status)


class CorrectPerson(Page):
    """Correcting: what is empty on the form stays as it is; nothing sealed is filled in for reading."""

    permission = permissions.EDIT
    template = "kernel/form.html"

    def get(self, request, pk):
        person = self._person(pk)
        told = {"name": person.name, "sex": person.sex}
        return self._form(person, CorrectionForm(initial=told, person=person, by=self.actor))

    def post(self, request, pk):
        person = self._person(pk)
        form = CorrectionForm(request.POST, person=person, by=self.actor)
        if not form.is_valid():
            return self._form(person, form, status=422)
        try:
            correct_person(person, form.changes(), by=self.actor)
        except IntegrityError:
            form.add_error("id_number", _("A person with this ID number is already on record."))
        except Refused as refused:
            form.add_error(None, refused.denied.reason)
        return self._form(person, form, status=422) if form.errors else redirect("people:person", pk)

    def _person(self, pk) -> Person:
        return self.find(Person.objects.visible_to(self.actor).filter(erased_at__isnull=True), pk=pk)

    def _form(self, person, form, status=200):
        sentence = _("What you leave empty stays as it is. What stood there before is kept, sealed.")
        return self.show(
            form=form,
            title=_("Correct %(name)s") % {"name": person.name},
            sentence=sentence,
            submit=_("Correct"),
            cancel_url=reverse("people:person", args=[person.pk]),
            status=status,
        )


class Reveal(Page):
    """Sealed columns opened once, for a reason that stays in the trail."""

    permission = permissions.REVEAL
    template = "people/reveal.html"

    def get(self, request, pk):
        return self._show(pk, ReasonForm(by=self.actor))

    def post(self, request, pk):
        form = ReasonForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self._show(pk, form, status=422)
        person = self.row(Person, pk)
        opened = look_at(person, SEALED, reason=form.cleaned_data["reason"], by=self.actor)
        response = self.show(person=person, opened=opened)
        response["Cache-Control"] = "no-store"
        return response

    def _show(self, pk, form, status=200):
        person = self.row(Person, pk)
        return self.show(person=person, form=form, opened=None, status=status)


class DuplicatePage(Page):
    """Two records side by side, with the evidence."""

    permission = permissions.MERGE
    template = "people/duplicate.html"

    def get(self, request, pk):
        pair = self.row(Duplicate, pk, "first", "second")
        return self.show(pair=pair, evidence=said(pair.evidence), sides=[_side(pair.first), _side(pair.second)])


class Merging(Page):
    """POST …/merge: the two are one."""

    permission = permissions.MERGE

    def post(self, request, pk):
        pair = self.row(Duplicate, pk, "first", "second")
        keep = pair.second if request.POST.get("keep") == str(pair.second_id) else pair.first
        merge_people(pair, keep=keep, by=self.actor)
        return redirect("people:person", keep.pk)


class KeepingApart(Page):
    """POST …/two-people: they are two."""

    permission = permissions.MERGE

    def post(self, request, pk):
        keep_apart(self.row(Duplicate, pk), by=self.actor)
        return redirect("people:duplicates")


class TakingApart(Page):
    """POST merges/…/undoing: what was merged is two records again."""

    permission = permissions.MERGE

    def post(self, request, pk):
        merge = self.row(Merge, pk, "kept", "absorbed")
        take_apart(merge, by=self.actor)
        return redirect("people:person", merge.kept_id)


class GiveConsent(Page):
    permission = permissions.CONSENT
    template = "kernel/form.html"

    def get(self, request, pk):
        return self._form(pk, ConsentForm(initial={"given_on": self.actor.today}, by=self.actor))

    def post(self, request, pk):
        person = self.row(Person, pk)
        form = ConsentForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self._form(pk, form, status=422)
        give_consent(person, **form.cleaned_data, by=self.actor)
        return redirect("people:person", pk)

    def _form(self, pk, form, status=200):
        back = reverse("people:person", args=[pk])
        return self.show(form=form, title=_("Record a consent"), cancel_url=back, status=status)


class WithdrawConsent(Page):
    """POST consents/…/withdrawal."""

    permission = permissions.CONSENT

    def post(self, request, pk):
        consent = self.row(Consent, pk, "person")
        withdraw_consent(consent, on=self.actor.today, by=self.actor)
        return redirect("people:person", consent.person_id)


class HandOver(Page):
    """The whole record of a person, for that person alone."""

    permission = permissions.HAND_OVER
    template = "people/hand_over.html"

    def get(self, request, pk):
        return self.show(person=self.row(Person, pk))

    def post(self, request, pk):
        person = self.row(Person, pk)
        record = hand_over_record(person, channel="window", by=self.actor)
        response = self._file(person, record) if request.POST.get("as") == "file" else self._page(person, record)
        response["Cache-Control"] = "no-store"
        return response

    def _page(self, person: Person, record: dict) -> HttpResponse:
        """To be read and printed at the window."""
        titles = {"person": _("Particulars"), "consents": _("Consents")}
        parts = [(titles.get(name, name), [rows] if isinstance(rows, dict) else rows) for name, rows in record.items()]
        return self.show("people/handed_over.html", person=person, parts=[part for part in parts if part[1]])

    def _file(self, person: Person, record: dict) -> HttpResponse:
        response = HttpResponse(
            json.dumps(record, ensure_ascii=False, indent=2), content_type="application/json; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="person-{person.pk}.json"'
        return response


class AskErasure(Page):
    permission = permissions.ASK_ERASURE
    template = "kernel/form.html"

    def get(self, request, pk):
        return self._form(pk, ErasureForm(by=self.actor))

    def post(self, request, pk):
        person = self.find(Person.objects.visible_to(self.actor).filter(erased_at__isnull=True), pk=pk)
        form = ErasureForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self._form(pk, form, status=422)
        asked = ask_erasure(person, **form.cleaned_data, by=self.actor)
        return redirect("people:erasure", asked.pk)

    def _form(self, pk, form, status=200):
        sentence = _("Two people decide: the director and an officer of the subdistrict.")
        back = reverse("people:person", args=[pk])
        return self.show(form=form, title=_("Ask for erasure"), sentence=sentence, cancel_url=back, status=status)


class ErasurePage(Page):
    """A request for erasure, its hands, and what may be done now."""

    permission = permissions.VIEW
    template = "people/erasure.html"

    def get(self, request, pk):
        return self._show(pk)

    def _show(self, pk, status=200, problem=""):
        asked = self.row(Erasure, pk, "person")
        return self.show(
            asked=asked,
            state=ERASURE.by_state[asked.state],
            steps=list(ERASURE.open_steps(asked, self.actor)),
            hands=ERASURE.signatures(asked),
            labels={s.name: s.label for s in ERASURE.steps},
            namesakes=self.namesakes(asked),
            problem=problem,
            status=status,
        )

    def namesakes(self, asked: Erasure) -> list:
        """What a person must look at by hand while the erasure is asked for."""
        if asked.state != "asked":
            return []
        return [row for holding in HOLDINGS if holding.unsure for row in holding.unsure(asked, self.actor)]


class DecideErasure(ErasurePage):
    """POST erasures/…/erase, …/refuse, …/withdraw: one hand under one step, which asks for its own permission."""

    http_method_names = ("post",)

    def post(self, request, pk, step):
        asked = self.row(Erasure, pk, "person")
        form = DecisionForm(request.POST, by=self.actor)
        form.is_valid()
        try:
            decide_erasure(asked, step, reason=form.cleaned_data.get("reason", ""), by=self.actor)
        except Refused as refused:
            return self._show(pk, status=409, problem=refused.denied.reason)
        return redirect("people:erasure", pk)


def _side(person: Person) -> dict:
    return {
        "person": person,
        "facts": [
            (_("Name"), person.name),
            (_("Sex"), person.get_sex_display()),
            (_("Born"), birth(person) or None),
            (_("Phone"), masked_phone(person) or None),
            (_("ID number"), masked_identity(person) or None),
            (_("Recorded on"), day_of(person.recorded_at).isoformat()),
        ],
    }
