import json
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from shuniu.kernel.sealing.keyring import KeyRing, RingRefused


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keys" / "ring.json"


def test_the_first_run_makes_a_ring_that_others_cannot_read(path, suite):
    ring = KeyRing.open(path, suite)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert (ring.active_id, ring.active.suite_name, len(ring.active.secret)) == (1, suite, 32)
    assert ring.index.secret != ring.active.secret
    assert KeyRing.open(path, suite) == ring
    assert [file.name for file in path.parent.iterdir()] == ["ring.json"]


def test_of_many_first_runs_one_makes_the_ring(path):
    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(lambda _: KeyRing.open(path), range(32)))
    assert all(ring == rings[0] for ring in rings)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_ring_that_others_may_read_is_refused(path, mode):
    KeyRing.open(path)
    path.chmod(mode)
    with pytest.raises(RingRefused, match="chmod 600"):
        KeyRing.open(path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"active": 2, "keys": []}'])
def test_a_damaged_ring_is_refused_and_not_replaced(path, text):
    KeyRing.open(path)
    path.write_text(text)
    with pytest.raises(RingRefused, match="damaged"):
        KeyRing.open(path)
    assert path.read_text() == text


def test_a_rotation_adds_a_key_and_keeps_the_index(path):
    first = KeyRing.open(path, "aes")
    second = KeyRing.rotate(path, "sm")
    assert [key.suite_name for key in second.keys] == ["aes", "sm"]
    assert second.active_id == 2
    assert second.index == first.index
    assert KeyRing.open(path) == second


def test_rotations_at_the_same_time_lose_no_key(path):
    KeyRing.open(path)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: KeyRing.rotate(path, "aes"), range(12)))
    assert [key.id for key in KeyRing.open(path).keys] == list(range(1, 14))


def test_a_new_index_key_is_staged_once_and_then_promoted(path):
    old = KeyRing.open(path).index
    staged = KeyRing.stage_index(path, "sm")
    assert staged.index == old
    assert KeyRing.stage_index(path, "sm") == staged
    promoted = KeyRing.promote_index(path)
    assert (promoted.index, promoted.staged_index) == (staged.staged_index, None)
    with pytest.raises(RingRefused):
        KeyRing.promote_index(path)


def test_an_unknown_suite_is_refused_with_the_choices(path):
    with pytest.raises(RingRefused, match="aes, sm"):
        KeyRing.open(path, "des")


def test_secrets_do_not_show(path):
    ring = KeyRing.open(path)
    secret = json.loads(path.read_text())["keys"][0]["secret"]
    assert secret not in repr(ring)
    assert repr(ring.active.secret) not in repr(ring)
