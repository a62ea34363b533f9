"""Short texts signed by this installation, verifiable by anyone, offline, from a QR code.

    CHECK_IN = purpose("K", _("check-in code"), opens="volunteers:check_in")
    token = sign(b"...", purpose=CHECK_IN)              # digits and capitals
    qr_svg(address_of(token), title=…)                  # opens the page of the purpose
    verify(token, purpose=CHECK_IN).payload             # raises NotSigned

`python -m shuniu.kernel.signing KEYS.json TOKEN` verifies without a home and without a database.
"""

from .envelope import MOST, NotSigned, PublicKey, SignedText, purpose_of, read_keys, written_keys
from .signer import PURPOSES, address_of, public_keys, purpose, sign, verify

__all__ = [
    "MOST",
    "PURPOSES",
    "NotSigned",
    "PublicKey",
    "SignedText",
    "address_of",
    "public_keys",
    "purpose",
    "purpose_of",
    "read_keys",
    "sign",
    "verify",
    "written_keys",
]
