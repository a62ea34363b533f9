"""The file of a backup: compressed, then encrypted in chunks, so that neither side holds more than a chunk in memory.

    header   16 bytes "SHUNIU BACKUP 1\\n" | 8 bytes id of the key | 16 bytes salt
    chunk    AES-256-GCM of 64 KiB; nonce = number of the chunk (11 bytes) | 1 for the last, else 0

The key of a file is derived from the backup key and the salt, so nonces never meet again. The header is authenticated
with every chunk; chunks cannot change places, and without the last the file counts as cut (the STREAM construction of
Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
"""

from __future__ import annotations

import os
import secrets
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.backup.key import BackupKey
from shuniu.kernel.backup.refusal import BackupRefused

MAGIC = b"SHUNIU BACKUP 1\n"
KEY_ID, SALT, CHUNK, TAG = 8, 16, 65_536, 16
HEADER = len(MAGIC) + KEY_ID + SALT
CUT = _("The file is cut short or was altered; nothing was restored from it.")


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that stands at `path` whole, closed to others and safe on the disk, or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise BackupRefused(
            _("Cannot write in %(folder)s: %(why)s.") % {"folder": path.parent, "why": error.strerror}
        ) from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


class Sealing:
    """Lines in, encrypted chunks out. `close()` writes the last chunk: without it there is no backup."""

    def __init__(self, file: BinaryIO, key: BackupKey):
        salt = secrets.token_bytes(SALT)
        self._header = MAGIC + key.id + salt
        self._cipher = AESGCM(key.derive("shuniu backup 1", salt))
        self._file, self._number, self._waiting = file, 0, bytearray()
        self._zip = zlib.compressobj(6)
        file.write(self._header)

    def write(self, line: bytes) -> None:
        self._waiting += self._zip.compress(line)
        while len(self._waiting) > CHUNK:  # the last chunk is never empty: one is always held back
            self._chunk(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def close(self) -> None:
        self._waiting += self._zip.flush()
        while len(self._waiting) > CHUNK:
            self._chunk(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        self._chunk(bytes(self._waiting), last=True)

    def _chunk(self, plain: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), plain, self._header))
        self._number += 1


def lines_of(file: BinaryIO, key: BackupKey) -> Iterator[bytes]:
    """The lines that were written, each with its newline. Raises BackupRefused at the first changed byte."""
    header = file.read(HEADER)
    if len(header) < HEADER or not header.startswith(MAGIC):
        raise BackupRefused(_("This is not a backup of this program."))
    if header[len(MAGIC) : len(MAGIC) + KEY_ID] != key.id:
        raise BackupRefused(_("This backup was made under another backup key. Give that key's slip with --key-file."))
    cipher = AESGCM(key.derive("shuniu backup 1", header[-SALT:]))
    unzip, rest = zlib.decompressobj(), b""
    for plain in _opened(file, cipher, header):
        *lines, rest = (rest + unzip.decompress(plain)).split(b"\n")
        yield from (line + b"\n" for line in lines)
    if rest or not unzip.eof or unzip.unused_data:
        raise BackupRefused(CUT)


def _opened(file: BinaryIO, cipher: AESGCM, header: bytes) -> Iterator[bytes]:
    number, body = 0, file.read(CHUNK + TAG)
    while True:
        following = file.read(CHUNK + TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), body, header)
        except InvalidTag:
            raise BackupRefused(CUT) from None
        if not following:
            return
        number, body = number + 1, following


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes((last,))
