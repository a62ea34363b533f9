"""Which rows of the house hang on a person."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model, QuerySet

from shuniu.people.models import Duplicate, Merge, Person

BOOKKEEPING = (Person, Duplicate, Merge)  # how records came together, not what is known of a human being


def hanging_on_people() -> list[tuple[type[Model], str]]:
    """Every (model, name of its column) that points at a person, also where the way back is hidden (`related_name="+"`)."""
    return [
        (relation.related_model, relation.field.name)
        for relation in Person._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and (relation.one_to_many or relation.one_to_one)
        and not relation.related_model._meta.auto_created
        and relation.related_model not in BOOKKEEPING
    ]


def rows_of(people: Iterable[Person], model: type[Model], column: str) -> QuerySet:
    """The rows of `model` that hang on these people, who were scoped."""
    return model._base_manager.filter(**{f"{column}__in": people})
