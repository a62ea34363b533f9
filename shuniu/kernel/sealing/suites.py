"""The two suites of algorithms: `aes` (AES-256-GCM, SHA-256) and `sm` (SM4-128-GCM, SM3: GB/T 32907, GB/T 32905).

A data key belongs to one suite for life; SHUNIU_SUITE chooses the suite of the keys made from now on.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE, TAG, BLIND = 12, 16, 16  # bytes


@dataclass(frozen=True)
class Suite:
    """`cipher(key)` has AESGCM's `encrypt` and `decrypt` (nonce, data, associated data); both raise InvalidTag."""

    name: str
    key_size: int
    cipher: Callable
    hash: hashes.HashAlgorithm

    def derive(self, secret: bytes, info: str, size: int) -> bytes:
        """HKDF (RFC 5869) with this suite's hash and no salt: the secret is random already."""
        return HKDF(algorithm=self.hash, length=size, salt=None, info=info.encode()).derive(secret)

    def keyed_hash(self, key: bytes, prefix: bytes) -> Callable[[bytes], bytes]:
        """`HMAC(key, prefix + data)[:16]` as a function of `data`: the key and the prefix are taken in once, and copied."""
        begun = HMAC(key, self.hash)
        begun.update(prefix)

        def digest(data: bytes) -> bytes:
            whole = begun.copy()
            whole.update(data)
            return whole.finalize()[:BLIND]

        return digest


class SM4GCM:
    """SM4 in Galois/counter mode (RFC 8998) with the interface of `AESGCM`."""

    def __init__(self, key: bytes):
        self._algorithm = algorithms.SM4(key)

    def encrypt(self, nonce: bytes, data: bytes, associated: bytes) -> bytes:
        encryptor = Cipher(self._algorithm, modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(associated)
        return encryptor.update(data) + encryptor.finalize() + encryptor.tag

    def decrypt(self, nonce: bytes, data: bytes, associated: bytes) -> bytes:
        if len(data) < TAG:
            raise InvalidTag
        decryptor = Cipher(self._algorithm, modes.GCM(nonce, data[-TAG:])).decryptor()
        decryptor.authenticate_additional_data(associated)
        return decryptor.update(data[:-TAG]) + decryptor.finalize()


SUITES = {
    "aes": Suite("aes", 32, AESGCM, hashes.SHA256()),
    "sm": Suite("sm", 16, SM4GCM, hashes.SM3()),
}
