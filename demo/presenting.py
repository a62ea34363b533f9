"""What the command shows: a bar while it builds, the cast, and the office's files laid out for trying."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise

from shuniu.kernel.models import Appointment

WIDTH = 30


class Bar:
    """A line that grows on a terminal; a line every tenth where there is none."""

    def __init__(self, stream, label: str):
        self.stream, self.label = stream, label
        self.per_cent = -1

    def show(self, done: int, total: int) -> None:
        per_cent = done * 100 // total
        if per_cent <= self.per_cent:
            return
        self.per_cent = per_cent
        if self.stream.isatty():
            filled = "█" * (per_cent * WIDTH // 100)
            self._write(f"\r{self.label} {filled:░<{WIDTH}} {per_cent:3} %")
        elif per_cent % 10 == 0:
            self._write(f"{self.label}: {per_cent} %\n")

    def close(self) -> None:
        if self.stream.isatty():
            self._write("\n")

    def _write(self, text: str) -> None:
        self.stream.write(text, ending="", style_func=str)
        self.stream.flush()


def cast_in_words(cast: Mapping[str, Promise]) -> str:
    """The address, and a line for each of the cast: name, role and what to try."""
    seats = {seat.user.name: seat for seat in Appointment.objects.select_related("user").order_by("-pk")}
    told = [f"  {name} · {seats[name].get_role_display()} · {what}" for name, what in cast.items() if name in seats]
    return "\n".join((f"{settings.SHUNIU_ORIGIN}/enter-as/", *told))


def lay_out_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """The office's files, to be looked at and handed in by page."""
    folder.mkdir(mode=0o700, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
