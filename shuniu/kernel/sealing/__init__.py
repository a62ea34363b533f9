"""Sealed fields: personal data encrypted in the column, found by a blind index, shown masked.

`conceal(person, "phone", text)` sets the column and its blind index; `reveal(person, "phone")` gives the text back (say
why in the trail); `filter(centre=c, phone_index=index_of(Person, "phone_index", text, c.pk))` finds it.
"""

from .fields import BlindIndexField, SealedField, conceal, index_of, reveal
from .masking import mask_address, mask_bank, mask_identity, mask_name, mask_phone
from .sealer import Tampered, UnknownKey, blind, blinder_for, seal, sealer_for, unseal

__all__ = [
    "BlindIndexField",
    "SealedField",
    "Tampered",
    "UnknownKey",
    "blind",
    "blinder_for",
    "conceal",
    "index_of",
    "mask_address",
    "mask_bank",
    "mask_identity",
    "mask_name",
    "mask_phone",
    "reveal",
    "seal",
    "sealer_for",
    "unseal",
]
