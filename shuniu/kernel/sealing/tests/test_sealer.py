import os
import threading

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from shuniu.kernel.sealing import Tampered, UnknownKey, blind, seal, sealer_for, unseal
from shuniu.kernel.sealing.keyring import KeyRing
from shuniu.kernel.sealing.rotation import reseal
from shuniu.kernel.sealing.sealer import _sealer, forget_ring, ring, ring_path

PHONE, CHANGSHOU, CAOYANG = "people.person.phone", 310107015000, 310107005000
pytestmark = pytest.mark.usefixtures("home")


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.integers(0, 10**12))
def test_what_was_sealed_is_unsealed(text, centre):
    assert unseal(seal(text, PHONE, centre), PHONE, centre) == text


def test_a_memoryview_is_unsealed():
    assert unseal(memoryview(seal("138", PHONE, 0)), PHONE, 0) == "138"


def test_equal_texts_do_not_look_equal():
    assert seal("13812345678", PHONE, CHANGSHOU) != seal("13812345678", PHONE, CHANGSHOU)


def test_a_value_opens_only_where_it_was_sealed():
    sealed = seal("13812345678", PHONE, CHANGSHOU)
    with pytest.raises(Tampered):
        unseal(sealed, "people.person.address", CHANGSHOU)
    with pytest.raises(Tampered):
        unseal(sealed, PHONE, CAOYANG)


def test_every_changed_byte_is_noticed():
    sealed = seal("13812345678", PHONE, CHANGSHOU)
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises((Tampered, UnknownKey)):
            unseal(bytes(changed), PHONE, CHANGSHOU)
    for length in range(len(sealed)):
        with pytest.raises(Tampered):
            unseal(sealed[:length], PHONE, CHANGSHOU)


def test_a_key_that_is_not_in_the_ring_is_named():
    sealed = seal("138", PHONE, 0)
    with pytest.raises(UnknownKey, match="Key 9"):
        unseal(sealed[:1] + b"\x09" + sealed[2:], PHONE, 0)


def test_the_blind_index_finds_equals_of_one_purpose_and_centre_only():
    index = blind("13812345678", PHONE, CHANGSHOU)
    assert len(index) == 16
    assert index == blind("13812345678", PHONE, CHANGSHOU)
    others = {
        blind("13812345679", PHONE, CHANGSHOU),
        blind("13812345678", PHONE, CAOYANG),
        blind("13812345678", "x", 0),
    }
    assert len(others | {index}) == 4


def test_after_a_rotation_old_values_are_read_and_brought_over(settings):
    old, index = seal("138", PHONE, 0), blind("138", PHONE, 0)
    settings.SHUNIU_SUITE = "sm" if settings.SHUNIU_SUITE == "aes" else "aes"  # the suite may change with the key
    KeyRing.rotate(ring_path(), settings.SHUNIU_SUITE)
    forget_ring()
    assert unseal(old, PHONE, 0) == "138"
    new = reseal(old, PHONE, 0)
    assert (new[1], unseal(new, PHONE, 0)) == (2, "138")
    assert reseal(new, PHONE, 0) is None
    assert blind("138", PHONE, 0) == index


def test_a_process_notices_a_rotation_by_another(settings):
    assert ring().active_id == 1
    elsewhere = KeyRing.rotate(ring_path(), settings.SHUNIU_SUITE)
    sealed = _sealer(elsewhere.active, PHONE, 0)("138")
    assert unseal(sealed, PHONE, 0) == "138"
    assert ring() == elsewhere


def test_threads_never_share_a_nonce():
    sealer, sealed = sealer_for(PHONE, CHANGSHOU), []
    threads = [threading.Thread(target=lambda: sealed.extend([sealer("1") for _ in range(5_000)])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({value[2:14] for value in sealed}) == 40_000


def test_a_child_process_takes_other_nonces_than_its_parent():
    sealer = sealer_for(PHONE, CHANGSHOU)
    sealer("1")
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        os.write(writing, b"".join(sealer("1")[2:14] for _ in range(100)))
        os._exit(0)
    os.waitpid(child, 0)
    block = os.read(reading, 1_200)
    childs = {block[start : start + 12] for start in range(0, 1_200, 12)}
    assert len(childs) == 100
    assert not childs & {sealer("1")[2:14] for _ in range(1_000)}
