"""The backup key: 32 random bytes, kept as the text that is printed on the slip."""

from __future__ import annotations

import os
import secrets
import stat
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.translation import gettext as _

from shuniu.kernel.backup.refusal import BackupRefused

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing that is misread on paper
MISREAD = str.maketrans("OIL", "011", " -\r\n\t")
LETTERS, CHECK = 52, 4  # 260 bits hold the 256; four letters find a slip of the pen


@dataclass(frozen=True, slots=True)
class BackupKey:
    secret: bytes = field(repr=False)

    @classmethod
    def at(cls, path: Path) -> BackupKey:
        """The key in a file, closed to others. Raises FileNotFoundError, BackupRefused."""
        with path.open() as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & 0o077:
                raise BackupRefused(
                    _("%(path)s can be read by others (mode %(mode)s). Close it with: chmod 600 %(path)s")
                    % {"path": path, "mode": f"{mode:04o}"}
                )
            return cls.from_slip(file.read())

    @classmethod
    def of_home(cls, home: Path) -> BackupKey:
        """The key of this installation, made at its first backup."""
        path = key_path(home)
        try:
            return cls.at(path)
        except FileNotFoundError:
            cls(secrets.token_bytes(32)).keep(path)
        return cls.at(path)  # another process may have been first: its key counts

    @classmethod
    def from_slip(cls, text: str) -> BackupKey:
        """The key as typed from paper: case, spaces and dashes do not matter, O is 0, I and L are 1."""
        letters = text.upper().translate(MISREAD)
        if len(letters) != LETTERS + CHECK or not set(letters) <= set(ALPHABET):
            raise BackupRefused(
                _("A backup key has %(count)d letters and digits; this is not one.") % {"count": LETTERS + CHECK}
            )
        number = 0
        for letter in letters[:LETTERS]:
            number = number * 32 + ALPHABET.index(letter)
        if number >> 256 or _check(key := number.to_bytes(33, "big")[1:]) != letters[LETTERS:]:
            raise BackupRefused(_("The backup key is mistyped: its last four letters do not fit the rest."))
        return cls(key)

    def keep(self, path: Path) -> None:
        """Write the key once; an existing one is left as it is."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return
        with os.fdopen(handle, "w") as file:
            file.write(f"{self.slip}\n")
            file.flush()
            os.fsync(file.fileno())

    @property
    def slip(self) -> str:
        """Fourteen groups of four, to be printed and typed."""
        number, letters = int.from_bytes(self.secret, "big"), ""
        for _place in range(LETTERS):
            number, digit = divmod(number, 32)
            letters = ALPHABET[digit] + letters
        letters += _check(self.secret)
        return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))

    @property
    def id(self) -> bytes:
        """Eight bytes that tell this key from another and betray nothing of it."""
        return self.derive("shuniu backup key id", b"", 8)

    def derive(self, info: str, salt: bytes, size: int = 32) -> bytes:
        return HKDF(algorithm=hashes.SHA256(), length=size, salt=salt, info=info.encode()).derive(self.secret)


def key_path(home: Path) -> Path:
    return home / "keys" / "backup.key"


def _check(secret: bytes) -> str:
    number = int.from_bytes(sha256(b"shuniu backup slip" + secret).digest()[:4], "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in (15, 10, 5, 0))
