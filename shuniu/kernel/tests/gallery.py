"""What the gallery and the other base pages are shown with in tests: invented, but shaped as the real thing."""

from __future__ import annotations

import gettext
import io
from pathlib import Path
from types import SimpleNamespace

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django import forms
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from shuniu.kernel.environment import whole
from shuniu.kernel.papers.qr import qr_svg

KERNEL = Path(__file__).resolve().parents[1]
CATALOGUE = KERNEL / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def environment(*, language: str = "zh-hans", type_size: str = "") -> Environment:
    """The page environment without Django's: addresses are their names, static files lie under /static/."""
    env = Environment(
        loader=FileSystemLoader([KERNEL / "jinja2", Path(__file__).parent / "pages"]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.loopcontrols"],
    )
    env.tests["whole"] = whole
    env.install_gettext_translations(translations(language), newstyle=True)
    env.globals.update(
        url=lambda name, *args, **kwargs: "/" + "/".join([name, *map(str, args)]),
        static=lambda path: f"/static/{path}",
        csrf_input=Markup('<input type="hidden" name="csrfmiddlewaretoken" value="x">'),
        request=SimpleNamespace(get_full_path=lambda: "/gallery"),
        actor=SimpleNamespace(name="陈晓燕"),
        seat="社工 · 长寿路街道",
        language=language,
        type_size=type_size,
        navigation=NAVIGATION,
        rail=lambda doors: Markup(env.get_template("kernel/rail.html").render(navigation=doors)),  # noqa: S704 it escapes
        demo=True,
    )
    return env


def translations(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    binary = io.BytesIO()
    with CATALOGUE.open("rb") as file:
        write_mo(binary, read_po(file, locale="zh_Hans"))
    binary.seek(0)
    return gettext.GNUTranslations(binary)


def context() -> dict:
    """One context that serves every base page."""
    form = MonthlyReturn({"meetings": "-1", "note": "", "kind": "sport", "filled_on": "2026-10-31"}, label_suffix="")
    return {
        "title": "十月月报",
        "sentence": "新会合唱队 · 李桂芳",
        "form": form,
        "steppers": {"meetings": 1},
        "submit": "交给街道",
        "cancel_url": "#back",
        "steps": STEPS,
        "qr_svg": qr_svg("https://example.org/v/2024-0087", title="普长备 2024-0087"),
        "listing": listing(),
        "job": JOB,
        "number": "普长备 2024-0087",
        "issuer": "长寿路街道社区社会组织服务中心",
        "back_url": "#home",
        "reason": "这一步要由另一个人签。您已签过居委意见。",
    }


class MonthlyReturn(forms.Form):
    meetings = forms.IntegerField(label="队会", min_value=0, help_text="不算排练。")
    kind = forms.ChoiceField(label="类别", choices=[("sport", "体育健身"), ("culture", "文化娱乐")])
    filled_on = forms.DateField(label="填报日期", widget=forms.DateInput(attrs={"type": "date"}))
    channel = forms.ChoiceField(label="渠道", choices=[("paper", "纸质"), ("phone", "手机")], widget=forms.RadioSelect)
    photo = forms.FileField(label="照片", required=False)
    note = forms.CharField(label="说明", widget=forms.Textarea(attrs={"rows": 3}), help_text="写一句也可以。")
    truthful = forms.BooleanField(label="以上属实", required=False)


def listing(*, empty: bool = False) -> dict:
    columns = [
        {"name": "name", "label": "团队", "sort_url": "?sort=-name", "sorted": "ascending"},
        {"name": "leader", "label": "负责人", "sort_url": "?sort=leader"},
        {"name": "members", "label": "人数", "kind": "number", "sort_url": "?sort=members"},
        {"name": "six", "label": "六个一", "kind": "six"},
        {"name": "state", "label": "状态", "kind": "tag"},
    ]
    six = [("人", "ok", "一人负责"), ("旗", "ok", "一面队旗"), ("证", "late", "一张场地使用许可证")]
    six += [("会", "ok", "一次队会"), ("训", "due", "一次培训"), ("表", "ok", "一张报表")]
    names = ["夕阳红太极拳队", "新会合唱队", "谈家渡空竹队", "叶家宅健身操队", "长乐沪剧沙龙"]
    tags = [("ok", "已备案"), ("due", "还有 3 天"), ("late", "逾期 2 天"), ("info", "居委意见"), ("muted", "已注销")]
    rows = [
        {"cells": [name, "李桂芳", 28 + n, six, tag], "url": f"#{n}"}
        for n, (name, tag) in enumerate(zip(names, tags, strict=True))
    ]
    return {
        "title": "群众团队",
        "sentence": "193 支备案团队，4,037 人次在队。",
        "actions": [{"label": "新备案", "url": "#new", "main": True}],
        "filters": FILTERS,
        "url": "/groups",
        "kept": [("sort", "name")],
        "clear_url": "/groups",
        "columns": columns,
        "rows": [] if empty else rows,
        "said": "193 支 · 类别：体育健身",
        "page": {"previous_url": "", "next_url": "?cursor=x"},
        "views": [{"label": "全部", "url": "?", "current": True}, {"label": "缺许可证", "url": "?permit=none"}],
        "save_url": "#save",
        "xlsx_url": "?export=xlsx",
        "csv_url": "?export=csv",
        "empty_action": ("新备案", "#new"),
    }


FILTERS = [
    {"name": "q", "label": "名称或负责人", "kind": "text", "value": ""},
    {
        "name": "kind",
        "label": "类别",
        "kind": "select",
        "value": "sport",
        "offers_all": True,
        "choices": [("sport", "体育健身")],
    },
    {
        "name": "branch",
        "label": "分会",
        "kind": "select",
        "value": "",
        "offers_all": True,
        "choices": [("3", "第三分会")],
    },
    {"name": "founded", "label": "成立", "kind": "dates", "value_from": "", "value_to": ""},
    {"name": "unsure", "label": "有“三不清”", "kind": "check", "value": ""},
]
JOB = {
    "label": "导入花名册",
    "sentence": "2026 年花名册.xlsx",
    "state": "running",
    "done": 1240,
    "total": 4037,
    "said": "正在核对第 3 张表",
    "url": "#job",
}
STEPS = [
    (SimpleNamespace(name="approve", label="同意备案", main=True, asks_reason=False, papers=()), True),
    (SimpleNamespace(name="return", label="退回", main=False, asks_reason=True, papers=()), True),
    (
        SimpleNamespace(name="seal", label="用印", main=False, asks_reason=False, papers=()),
        type("No", (), {"__bool__": lambda self: False, "reason": "您已签过居委意见，要由另一个人用印。"})(),
    ),
]
NAVIGATION = [
    {"label": label, "url": f"#{label}", "group": group, "current": label == "群众团队"}
    for group, labels in (
        ("", ("今日", "服务窗口")),
        ("协调", ("场地与活动", "志愿者", "慈善超市")),
        ("管理", ("社会组织", "群众团队", "购买服务")),
        ("成效", ("看板与报表",)),
    )
    for label in labels
]
