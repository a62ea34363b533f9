"""`shuniu bench NAME`: measure the work, the limit and a peer in one run. Benchmarks live in the checkout, not in a wheel."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from shuniu.kernel.command_line import REFUSED, HouseCommand


class Command(HouseCommand):
    help = "Measure a benchmark (without a name they are listed). It touches no data of this installation."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", help="which benchmark; without it they are listed")
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout and nothing else")
        parser.add_argument("--rounds", type=int, default=3, help="how often everything is measured (3)")
        parser.add_argument("--rows", type=int, help="a size other than the benchmark's own")
        parser.add_argument("--engine", choices=["sqlite", "postgresql"], help="one engine only")
        parser.add_argument("--quick", action="store_true", help="only show that it runs; the figures mean nothing")
        parser.add_argument("--strict", action="store_true", help="exit status 1 when a bar is missed")

    def handle(self, *args, name, rounds, rows, engine, quick, strict, **options):
        if name is None:
            self.stdout.write("\n".join(benchmarks()))
            return
        if name not in benchmarks():
            told = {"name": name, "known": ", ".join(benchmarks())}
            raise CommandError(_("No benchmark %(name)s. There are: %(known)s.") % told, returncode=REFUSED)
        measure = importlib.import_module(f"benchmarks.{name}_bench").run
        report = measure(rounds=rounds, rows=rows, engine=engine, quick=quick)
        runner = importlib.import_module("benchmarks.runner")
        self.stdout.write(json.dumps(report.shown(), ensure_ascii=False) if options["json"] else runner.table(report))
        if strict and not all(bar.holds for bar in report.bars):
            sys.exit(1)


def benchmarks() -> list[str]:
    """The names of what this checkout can measure. Looked for and never imported by name: a wheel comes without them."""
    try:
        package = importlib.import_module("benchmarks.runner").__spec__.parent
        folder = importlib.import_module(package).__path__
    except ModuleNotFoundError as missing:
        said = _(
            "The benchmarks (%(missing)s) are not here: they come with the checkout and its developers' packages "
            "(bin/setup), not with an installed package."
        )
        raise CommandError(said % {"missing": missing.name}, returncode=REFUSED) from None
    return sorted(m.name.removesuffix("_bench") for m in pkgutil.iter_modules(folder) if m.name.endswith("_bench"))
