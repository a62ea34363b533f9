"""Where and when the tests happen, and who acts in them."""

from datetime import UTC, datetime

from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import permissions_of

CENTRE = 310107015000  # 长寿路街道
NEIGHBOUR = 310107005000  # 曹杨新村街道
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # ten in the morning in Shanghai


def actor_in(role: str, *, place: int = CENTRE, at: datetime = NOW, user_id: int | None = None, **more) -> Actor:
    """An actor in a role; user ids differ by role, so two roles are two people."""
    number = user_id if user_id is not None else 10_000_000 + sum(map(ord, role))  # far above those of accounts
    name = more.pop("name", role)
    permissions = permissions_of(role)
    return Actor(user_id=number, name=name, role=role, place=place, permissions=permissions, at=at, **more)
