"""One volunteer at the desk: what is on record, and the steps that lead on."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError
from django.db.models import Sum
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.models import Appointment
from shuniu.kernel.permissions import ISSUE_CARD
from shuniu.kernel.signin.actions import seat_leader
from shuniu.kernel.signin.views.cards import show_card_paper
from shuniu.volunteers import permissions
from shuniu.volunteers.actions import conditions
from shuniu.volunteers.actions import registering as actions
from shuniu.volunteers.bars import shown_inquiries
from shuniu.volunteers.certificate_workflow import CERTIFICATE
from shuniu.volunteers.changed_posts import notices_of
from shuniu.volunteers.forms import registering as forms
from shuniu.volunteers.hours_shown import shown_entries
from shuniu.volunteers.judgement import said
from shuniu.volunteers.models import Certificate, GuardianConsent, HourEntry
from shuniu.volunteers.queries import consent_needed, known_person
from shuniu.volunteers.views.asking import VOLUNTEER, Asking, StationPage, refuse
from shuniu.volunteers.words import code_words, hours_of, times_in_words
from shuniu.volunteers.workflow import VOLUNTEER as LIFE

STEPS = {  # those that a plain button takes
    "resume": actions.resume_service,
    "return": actions.bring_back,
}


class VolunteerPage(StationPage):
    """One volunteer: masked, with teams, conditions, the shifts to come and the newest hours."""

    permission = permissions.VIEW
    template = "volunteers/volunteer.html"

    def get(self, request, pk):
        volunteer, actor = self.volunteer_at(pk), self.actor
        entries = HourEntry.objects.visible_to(actor).filter(volunteer=volunteer)
        whole = entries.aggregate(minutes=Sum("minutes"), times=Sum("times"))
        return self.show(
            volunteer=volunteer,
            age=volunteer.person.age_on(actor.today),
            state=LIFE.by_state[volunteer.state],
            steps=list(LIFE.open_steps(volunteer, actor)),
            words=code_words(actor),
            hours_of=hours_of,
            times=times_in_words(volunteer.times),
            traits=list(volunteer.traits.values_list("table", "code")),
            teams=volunteer.memberships.filter(until__isnull=True).select_related("team"),
            trainings=volunteer.trainings.order_by("-completed_on"),
            insurances=volunteer.insurances.order_by("-valid_until"),
            consents=volunteer.guardianconsents.order_by("-given_on"),
            is_minor=consent_needed(volunteer.person, on=actor.today),
            places=volunteer.signups.exclude(state="given_up")
            .filter(shift__ends_at__gte=actor.at)
            .select_related("shift__post__service_point")
            .order_by("shift__starts_at")[:10],
            whole=whole,
            entries=shown_entries(entries.order_by("-day", "-pk")[:20]),
            changes=notices_of(volunteer, actor),
            inquiries=shown_inquiries(volunteer, actor) if actor.may(permissions.INQUIRE) else [],
            certificates=self.certificates_of(volunteer),
            lines=trail.of_thing(volunteer, limit=12),
            said=trail.sentence,
            may=actor.may,
            permissions=permissions,
            has_card=Appointment.objects.filter(noun=VOLUNTEER, noun_id=pk, until__isnull=True).exists(),
            may_card=actor.may(ISSUE_CARD),
        )

    def certificates_of(self, volunteer) -> list:
        """The newest ones, each with its state, for who may see them."""
        if not self.actor.may(permissions.VIEW_CERTIFICATES):
            return []
        rows = Certificate.objects.visible_to(self.actor).filter(volunteer=volunteer).order_by("-pk")
        return [(row, CERTIFICATE.by_state[row.state]) for row in rows[:5]]


class Register(Asking):
    """The paper form at the window."""

    permission = permissions.REGISTER
    form = forms.RegisterForm
    title = _("Register a volunteer")
    sentence = _("As on the paper form. The person is accepted on the next page.")
    submit = _("Register")

    def back(self):
        return reverse("volunteers:list")

    def write(self, form):
        answer = self.register(form)
        if answer.refusal is not None:
            refuse(said(answer.refusal))
        return reverse("volunteers:volunteer", args=[answer.volunteer.pk])

    def register(self, form) -> actions.Answer:
        told, centre = form.particulars(), self.actor.centre
        more = {"place_id": form.cleaned_data["place"].pk, "channel": "paper", "consent": form.consent()}
        try:
            return actions.register_volunteer(told, form.offer(), centre_id=centre, **more, by=self.actor)
        except IntegrityError:
            if (person := known_person(told, self.actor)) is None:
                refuse(_("This ID number is on record under another name; please look at both ID cards."))
            return actions.apply_as_volunteer(person, form.offer(), **more, by=self.actor)


class OfVolunteer(Asking, abstract=True):
    def back(self, pk):
        return reverse("volunteers:volunteer", args=[pk])

    def more(self, pk):
        return {"sentence": self.volunteer_at(pk).person.name}

    def write(self, form, pk):
        self.act(self.volunteer_at(pk), form)
        return self.back(pk)

    def act(self, volunteer, form) -> None:
        raise NotImplementedError


class Step(StationPage):
    """POST …/steps/accept/ and its like; 404 for what is no plain step."""

    permission = permissions.REGISTER

    def post(self, request, pk, step):
        if step not in STEPS:
            raise Http404
        STEPS[step](self.volunteer_at(pk), by=self.actor)
        messages.success(request, _("Done."))
        return redirect("volunteers:volunteer", pk)


class Accept(StationPage):
    """An applicant becomes a volunteer; a refusal says its reason, and has its row."""

    permission = permissions.REGISTER

    def post(self, request, pk):
        answer = actions.accept_volunteer(self.volunteer_at(pk), by=self.actor)
        if answer.refusal is not None:
            messages.error(request, said(answer.refusal))
        else:
            messages.success(request, _("Done."))
        return redirect("volunteers:volunteer", pk)


class Decline(OfVolunteer):
    permission = permissions.ACCEPT
    form, title, submit = forms.ReasonForm, _("Do not accept"), _("Do not accept")

    def act(self, volunteer, form):
        actions.decline_applicant(volunteer, reason=form.cleaned_data["reason"], by=self.actor)


class Pause(OfVolunteer):
    permission = permissions.REGISTER
    form, title, submit = forms.PauseForVolunteerForm, _("Pause"), _("Pause")

    def act(self, volunteer, form):
        actions.pause_service(volunteer, **form.cleaned_data, by=self.actor)


class Retire(OfVolunteer):
    permission = permissions.REGISTER
    form, title, submit = forms.ReasonForm, _("Retire from service"), _("Retire from service")

    def act(self, volunteer, form):
        actions.retire_volunteer(volunteer, reason=form.cleaned_data["reason"], by=self.actor)


class ChangeOffer(OfVolunteer):
    permission = permissions.REGISTER
    form, title = forms.OfferForm, _("Skills, service types and times")

    def act(self, volunteer, form):
        actions.change_offer(volunteer, form.offer(), by=self.actor)


class RecordTraining(OfVolunteer):
    permission = permissions.REGISTER
    form, title = forms.TrainingForm, _("A training")

    def act(self, volunteer, form):
        conditions.record_training(volunteer, **form.cleaned_data, by=self.actor)


class Insure(OfVolunteer):
    permission = permissions.REGISTER
    form, title = forms.InsuranceForm, _("An accident insurance")

    def act(self, volunteer, form):
        conditions.insure(volunteer, **form.cleaned_data, by=self.actor)


class Consent(OfVolunteer):
    permission = permissions.REGISTER
    form, title = forms.ConsentForm, _("The guardian's consent")

    def act(self, volunteer, form):
        conditions.record_guardians_consent(volunteer, form.consent(), by=self.actor)


class ConsentWithdrawn(StationPage):
    permission = permissions.REGISTER

    def post(self, request, pk):
        consent = self.row(GuardianConsent, pk, "volunteer")
        conditions.withdraw_guardians_consent(consent, by=self.actor)
        return redirect("volunteers:volunteer", consent.volunteer_id)


class PhoneCard(StationPage):
    """Let the volunteer in by phone: account, appointment and, on the next page, the printed card."""

    permission = ISSUE_CARD

    def post(self, request, pk):
        volunteer = self.volunteer_at(pk)
        seat = seat_leader(
            name=volunteer.person.name,
            place=volunteer.centre,
            noun=VOLUNTEER,
            noun_id=pk,
            role="volunteer",
            by=self.actor,
        )
        return show_card_paper(self, seat.issued) if seat.issued else redirect("volunteers:volunteer", pk)
