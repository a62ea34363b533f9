import hashlib
import hmac

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from shuniu.kernel.sealing.suites import SM4GCM, SUITES


@pytest.mark.parametrize("name", SUITES)
@given(key=st.binary(min_size=32, max_size=32), prefix=st.binary(max_size=70), data=st.binary(max_size=200))
def test_the_keyed_hash_is_the_plain_hmac(name, key, prefix, data):
    suite = SUITES[name]
    plain = hmac.digest(key, prefix + data, suite.hash.name)
    assert suite.keyed_hash(key, prefix)(data) == plain[:16]


def test_sm3_is_the_national_one():
    """GB/T 32905-2016, appendix A.1."""
    expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert hashlib.new(SUITES["sm"].hash.name, b"abc").hexdigest() == expected


def test_sm4_gcm_is_the_published_one():
    """RFC 8998, appendix A.1."""
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    nonce = bytes.fromhex("00001234567800000000abcd")
    associated = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    plain = b"".join(bytes([byte] * 8) for byte in (0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF, 0xEE, 0xAA))
    expected = (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        "83de3541e4c2b58177e065a9bf7b62ec"
    )
    sealed = SM4GCM(key).encrypt(nonce, plain, associated)
    assert sealed.hex() == expected
    assert SM4GCM(key).decrypt(nonce, sealed, associated) == plain
    with pytest.raises(InvalidTag):
        SM4GCM(key).decrypt(nonce, sealed[:8], associated)
