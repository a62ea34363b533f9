"""How the result of a season reaches each group: in its account, on paper, by telephone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import translation

from shuniu.groups.public import return_to
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Appointment
from shuniu.kernel.signin.queries import in_force
from shuniu.venues.account import Account
from shuniu.venues.models import Application, Grant, Judgement, Round, Telling
from shuniu.venues.papers.result_letter import Letter, ResultLetters
from shuniu.venues.rounds import applications_in
from shuniu.venues.words import weekly_of

OFFICIAL = "zh-hans"  # a letter is a Chinese paper
ON_PAPER = Q(channel=Application.Channel.PAPER) | Q(has_account=False)  # who is told by letter or telephone


def told_to(round_: Round, actor: Actor) -> QuerySet[Application]:
    """Who asked in a round, with whether the group has an account and how it was told (`how`, `told_at`, `told_by`)."""
    accounts = in_force(Appointment.objects.filter(user__is_active=True, noun="groups.group"), actor.today)
    tellings = Telling.objects.unscoped(because="the round was scoped").filter(
        centre_id=round_.centre_id, round=round_, group_id=OuterRef("group_id")
    )
    told = {name: Subquery(tellings.values(name)[:1]) for name in ("how", "told_at", "told_by")}
    return applications_in(round_).annotate(has_account=Exists(accounts.filter(noun_id=OuterRef("group_id"))), **told)


def to_be_told(round_: Round, actor: Actor) -> QuerySet[Application]:
    """Who applied on paper or has no account, and has not got the result in another way."""
    return told_to(round_, actor).filter(ON_PAPER, how__isnull=True)


def letters(round_: Round, applications: Iterable[Application], *, by: Actor) -> ResultLetters:
    """The result letters of some groups, one a group."""
    account = Account(round_)
    with translation.override(OFFICIAL):
        said = _Said(
            account,
            {judgement.group_id: [] for judgement in account.judgements},
            {grant.group_id: [] for grant in account.grants},
        )
        made = tuple(said.letter(application) for application in applications)
    return ResultLetters(
        return_to=return_to(round_.centre_id, by=by), printed_on=by.today, season=round_.title, first=round_.first,
        last=round_.last, objections_until=round_.objections_until, heard=round_.hears_objections(by.today),
        account_url=settings.SHUNIU_ORIGIN + reverse("venues:account", args=[round_.token]), letters=made,
    )  # fmt: skip


@dataclass(slots=True)
class _Said:
    """What the account says to each group, gathered once."""

    account: Account
    judgements: dict[int, list[Judgement]]
    grants: dict[int, list[Grant]]

    def __post_init__(self):
        for judgement in self.account.judgements:
            self.judgements[judgement.group_id].append(judgement)
        for grant in self.account.grants:
            self.grants[grant.group_id].append(grant)

    def letter(self, application: Application) -> Letter:
        group = application.group
        return Letter(
            name=group.name, number=group.filing_number or "未备案",
            given=tuple((weekly_of(each), each.space.title) for each in self.grants.get(group.pk, ())),
            wishes=tuple(self.account.told(each) for each in self._ranked(group.pk)),
            changes=tuple(each.reason for each in self.account.overrides if each.group_id == group.pk),
        )  # fmt: skip

    def _ranked(self, group: int) -> list[Judgement]:
        return sorted(self.judgements.get(group, ()), key=lambda each: each.rank)
