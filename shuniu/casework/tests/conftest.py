"""A window with its menu, and people at it."""

from datetime import date

import pytest
from django.apps import apps
from django.db.models import BinaryField

from shuniu.casework.actions.case_types import set_case_type
from shuniu.casework.actions.intake import open_sealed_case, take_in
from shuniu.casework.actions.menu import offer_service
from shuniu.kernel.models import Appointment, User
from tests.cast import CENTRE, actor_in

ADOPTION_STEPS = (
    {"code": "consent", "label": "书面告知与申请人同意"},
    {"code": "integration", "label": "融合期开始"},
    {
        "code": "report",
        "label": "评估报告",
        "hands": 2,
        "not_before": {"step": "integration", "setting": "casework.adoption.integration_days"},
        "within": {"step": "consent", "setting": "casework.adoption.report_days"},
    },
)


@pytest.fixture
def colleague(db):
    """`colleague("宋佳")`: an account with a worker's appointment, as an actor."""

    def make(name: str, role: str = "worker", **more):
        user, _new = User.objects.get_or_create(username=name, defaults={"name": name})
        Appointment.objects.get_or_create(user=user, role=role, place_id=CENTRE, since=date(2020, 1, 1), **more)
        return actor_in(role, user_id=user.pk, name=name)

    return make


@pytest.fixture
def service(db, act):
    """`service("agency")`: a line of the menu."""

    def make(
        code: str = "agency", *, steps=(), limit_days=10, secrecy="open", keeps_applicant=True, papers=("身份证",)
    ):
        by = act("director")
        kind = set_case_type(
            code=code, name=code, limit_days=limit_days, steps=steps, secrecy=secrecy, keeps_applicant=keeps_applicant,
            by=by,
        )  # fmt: skip
        return offer_service(kind, code=code, name=f"服务{code}", description="代办", required_documents=papers, by=by)

    return make


@pytest.fixture
def case(service, colleague):
    return take_in(service(), applicant="王秀英", phone="13812345678", by=colleague("陈晓燕"))


def written(*words: str) -> list[str]:
    """Which of the words stand in plain in any column of the program."""
    found = set()
    for model in apps.get_models():
        columns = [field.attname for field in model._meta.concrete_fields if not isinstance(field, BinaryField)]
        for row in model._base_manager.values_list(*columns):
            found |= {word for word in words if word in f"{row}"}
    return sorted(found)


@pytest.fixture
def adoption(service, colleague, act):
    """A sealed case, its two assessors, and another worker."""
    first, second, other = colleague("宋佳"), colleague("潘毅"), colleague("陈晓燕")
    users = User.objects.filter(pk__in=(first.user_id, second.user_id))
    sealed = open_sealed_case(
        service("adoption", steps=ADOPTION_STEPS, secrecy="assessors", limit_days=60),
        applicant="李建国", phone="13987654321", assessors=users, by=colleague("周建国", "director"),
    )  # fmt: skip
    return sealed, first, second, other
