"""Columns for sealed values. They hold bytes: reading personal data is an act that names itself (`reveal`)."""

from collections.abc import Callable

from django.core import checks
from django.db import models

from .sealer import blinder_for, seal, unseal
from .suites import BLIND


class SealedField(models.BinaryField):
    """A sealed text. `purpose` ("people.person.phone") is bound into every value: it must never change."""

    def __init__(self, *args, purpose: str, **kwargs):
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"purpose": self.purpose}


class BlindIndexField(models.BinaryField):
    """The blind index (16 bytes) of the sealed field `of` of the same model, or of its last `tail` characters only.

    Filled by `conceal`; a bulk writer uses `blinder_for(centre)`.
    """

    def __init__(self, *args, of: str, tail: int | None = None, **kwargs):
        self.of, self.tail = of, tail
        kwargs["max_length"] = BLIND
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs | {"of": self.of} | ({"tail": self.tail} if self.tail else {})

    def check(self, **kwargs):
        found = super().check(**kwargs)
        if self.of not in {field.name for field in sealed_fields(self.model)}:
            found.append(checks.Error(f"{self.of!r} is not a sealed field of this model.", obj=self, id="sealing.E001"))
        return found

    def blinder_for(self, centre: int, make: Callable = blinder_for) -> Callable[[str], bytes]:
        """The index of a whole text (its tail is taken here), for many texts of one centre."""
        purpose = self.model._meta.get_field(self.of).purpose
        if not self.tail:
            return make(purpose, centre)
        blind, start = make(f"{purpose} tail {self.tail}", centre), -self.tail
        return lambda text: blind(text[start:])


def conceal(instance: models.Model, name: str, text: str) -> None:
    """Seal `text` into the field `name` of `instance`, and set its blind indexes; "" empties all. Does not save."""
    field, centre = instance._meta.get_field(name), centre_of(instance)
    setattr(instance, name, seal(text, field.purpose, centre) if text else None)
    for index in blind_indexes(type(instance), name):
        setattr(instance, index.attname, index.blinder_for(centre)(text) if text else None)


def reveal(instance: models.Model, name: str) -> str:
    """The text in the sealed field `name` of `instance`, "" when it is empty. The caller logs why it was read."""
    sealed = getattr(instance, name)
    return unseal(sealed, instance._meta.get_field(name).purpose, centre_of(instance)) if sealed else ""


def index_of(model: type[models.Model], name: str, text: str, centre: int) -> bytes:
    """What the blind index field `name` holds for `text`: `filter(centre=c, phone_index=index_of(…, c))`."""
    return model._meta.get_field(name).blinder_for(centre)(text)


def sealed_fields(model: type[models.Model]) -> list[SealedField]:
    """The sealed columns of the model's own table."""
    return [field for field in model._meta.local_concrete_fields if isinstance(field, SealedField)]


def blind_indexes(model: type[models.Model], name: str) -> list[BlindIndexField]:
    """The blind indexes of the sealed field `name`."""
    fields = model._meta.local_concrete_fields
    return [field for field in fields if isinstance(field, BlindIndexField) and field.of == name]


def centre_of(instance: models.Model) -> int:
    """The centre bound into this row's values: its `centre_id`, 0 where the model has none."""
    return getattr(instance, "centre_id", 0) or 0
