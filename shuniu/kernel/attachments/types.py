"""What an uploaded file is, whatever it says of itself."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import PurePath

import puremagic
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import setting

MOST_MEGABYTES = "kernel.attachments.most_megabytes"
# type → what it is served as
TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
}
SAME = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "wps": "doc", "et": "xls"}
PACKED = {"docx": "word/", "xlsx": "xl/"}  # the folder that tells one package from another
ACCEPT = ",".join(f".{each}" for each in (*TYPES, "jpeg", "wps", "et"))


class PaperRefused(ValueError):
    """A file that is not taken. `message` says what is wrong and what helps (translatable)."""

    def __init__(self, code: str, message):
        super().__init__(code)
        self.code, self.message = code, message

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that was judged and may be kept."""

    name: str
    type: str
    content: bytes

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


def judge(name: str, content: bytes, *, place: int, on: date) -> Paper:
    """The file as a paper. Raises PaperRefused: empty, too large, of a type that is not taken, or lying about its type."""
    most = int(setting(MOST_MEGABYTES, place=place, on=on))
    if not content:
        raise PaperRefused("empty", _("The file is empty. Choose the file again."))
    if len(content) > most << 20:
        text = _(
            "The file is larger than %(most)d MB. Scan it in grey at 200 dots an inch, or hand in its pages singly."
        )
        raise PaperRefused("too_large", text % {"most": most})
    said = PurePath(name).suffix.lower().lstrip(".")
    said = SAME.get(said, said)
    if said not in TYPES:
        text = _("Files of this type are not taken. Hand in a PDF, a picture (JPG, PNG), or a Word or Excel file.")
        raise PaperRefused("wrong_type", text)
    if said not in types_of(content):
        text = _("The file's name says it is a .%(said)s, but its content is something else. Save it again as a PDF.")
        raise PaperRefused("lies", text % {"said": said})
    return Paper(_safe(name), said, content)


def types_of(content: bytes) -> set[str]:
    """The accepted types that the bytes themselves can be."""
    try:
        matches = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return set()
    found = {match.extension.lstrip(".").lower() for match in matches if match.byte_match and match.offset == 0}
    found = {SAME.get(each, each) for each in found} & set(TYPES)
    return {each for each in found if each not in PACKED or _holds(content, PACKED[each])}


def _holds(content: bytes, folder: str) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return any(name.startswith(folder) for name in package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False


def _safe(name: str) -> str:
    """The last part of the name, without what a file system or a header could misread; its end is kept."""
    path = PurePath(name.replace("\\", "/"))
    return get_valid_filename(path.stem)[:100] + path.suffix.lower()[:10]
