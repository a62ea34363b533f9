"""What every table of a room holds to, so that a large deployment can be distributed by centre (ADR 0005)."""

import pytest
from django.apps import apps
from django.db.models import UniqueConstraint

from shuniu.kernel.scope import CentreRow

ROWS = [model for model in apps.get_models() if issubclass(model, CentreRow)]


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model._meta.label)
def test_every_unique_key_begins_with_the_centre(model):
    keys = [c.fields for c in model._meta.constraints if isinstance(c, UniqueConstraint) and c.fields]
    assert [fields for fields in keys if fields[0] != "centre"] == []
    assert [field.name for field in model._meta.fields if field.unique and not field.primary_key] == []
    assert not model._meta.unique_together
