"""The file: what was written comes back, and nothing else does."""

import io
import json
import stat
from random import Random

import pytest

from shuniu.kernel.backup.container import CHUNK, HEADER, MAGIC, TAG, Sealing, lines_of, new_file
from shuniu.kernel.backup.key import BackupKey, key_path
from shuniu.kernel.backup.refusal import BackupRefused

KEY = BackupKey(bytes(range(32)))
OTHER = BackupKey(bytes(32))
RANDOM = Random(310107)
LINES = [
    json.dumps([n, "周建国", RANDOM.randbytes(60).hex()], ensure_ascii=False).encode() + b"\n" for n in range(6_000)
]


@pytest.fixture(scope="module")
def sealed() -> bytes:
    file = io.BytesIO()
    sealing = Sealing(file, KEY)
    for line in LINES:
        sealing.write(line)
    sealing.close()
    return file.getvalue()


def opened(sealed: bytes, key=KEY) -> list[bytes]:
    return list(lines_of(io.BytesIO(sealed), key))


def test_lines_come_back_as_they_were_written(sealed):
    assert len(sealed) > 3 * CHUNK
    assert opened(sealed) == LINES
    assert "周建国".encode() not in sealed


def test_a_backup_of_nothing_is_a_backup():
    file = io.BytesIO()
    Sealing(file, KEY).close()
    assert opened(file.getvalue()) == []


def test_another_key_is_told_from_damage(sealed):
    with pytest.raises(BackupRefused, match="another backup key"):
        opened(sealed, OTHER)


def test_another_file_is_told_from_damage():
    with pytest.raises(BackupRefused, match="not a backup"):
        opened(b"PK\x03\x04 a workbook, and long enough to hold the header")


@pytest.mark.parametrize("length", [HEADER, HEADER + 5, HEADER + CHUNK + TAG, HEADER + 2 * (CHUNK + TAG) + 100, -1])
def test_a_file_cut_anywhere_is_refused(sealed, length):
    with pytest.raises(BackupRefused, match="cut short or was altered"):
        opened(sealed[:length])


@pytest.mark.parametrize("place", [len(MAGIC) + 9, HEADER + 3, HEADER + CHUNK + TAG + 17, -1])
def test_one_changed_byte_is_refused(sealed, place):
    altered = bytearray(sealed)
    altered[place] ^= 1
    with pytest.raises(BackupRefused):
        opened(bytes(altered))


def test_chunks_cannot_change_places(sealed):
    size = CHUNK + TAG
    first, second = sealed[HEADER : HEADER + size], sealed[HEADER + size : HEADER + 2 * size]
    with pytest.raises(BackupRefused, match="altered"):
        opened(sealed[:HEADER] + second + first + sealed[HEADER + 2 * size :])


def test_a_file_is_there_whole_or_not_at_all(tmp_path):
    path = tmp_path / "a.backup"
    path.write_bytes(b"the one of yesterday")
    with pytest.raises(ValueError, match="closed file"), new_file(path) as file:
        file.close()  # the disk went while it was written
    assert path.read_bytes() == b"the one of yesterday"
    assert [each.name for each in tmp_path.iterdir()] == ["a.backup"]
    with new_file(path) as file:
        file.write(b"today's")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_is_not_there_is_a_refusal(tmp_path):
    with pytest.raises(BackupRefused, match="Cannot write"), new_file(tmp_path / "no" / "a.backup"):
        pass


# --- The key ----------------------------------------------------------------------------------------------------------
def test_a_slip_typed_by_hand_is_the_key():
    typed = KEY.slip.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert BackupKey.from_slip(f"  {typed}\n") == KEY
    assert len(KEY.slip.split("-")) == 14


@pytest.mark.parametrize(("place", "problem"), [(3, "mistyped"), (-1, "mistyped"), (None, "letters and digits")])
def test_a_slip_of_the_pen_is_found(place, problem):
    letters = list(KEY.slip)
    if place is None:
        letters = letters[:-2]
    else:
        letters[place] = "Z" if letters[place] != "Z" else "Y"
    with pytest.raises(BackupRefused, match=problem):
        BackupKey.from_slip("".join(letters))


def test_a_home_makes_its_key_once_and_closes_it(tmp_path):
    key = BackupKey.of_home(tmp_path)
    path = key_path(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert BackupKey.of_home(tmp_path) == key
    OTHER.keep(path)
    assert BackupKey.of_home(tmp_path) == key
    assert key.secret.hex() not in repr(key)
    path.chmod(0o644)
    with pytest.raises(BackupRefused, match="chmod 600"):
        BackupKey.of_home(tmp_path)
