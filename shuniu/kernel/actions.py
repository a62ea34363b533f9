"""Everything that happens, happens in an action: a transaction that must leave a line in the trail."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import partial, wraps
from inspect import Parameter, signature

from django.db import transaction

ACTIONS: dict[str, Callable] = {}
_running: ContextVar[_Run | None] = ContextVar("running_action", default=None)


class Untrailed(RuntimeError):
    """An action changed the world and left no trail; it was rolled back."""


class _Run:
    """One action under way: its name, and how many lines it has left."""

    def __init__(self, name: str):
        self.name, self.lines = name, 0


def action(function=None, *, looks_first: Callable[..., None] | None = None):
    """Mark `verb_noun(thing, *, by, …)` as an action.

    Opens a transaction, and rolls it back with `Untrailed` if nothing was written to the trail. An action may call
    another: each must leave its own line.

    `looks_first`, given the same arguments, may refuse before the transaction begins. It is for what is refused often:
    nobody then waits for the writer only to hear a no. It decides nothing; the action itself, and the database, must.
    """
    if function is None:
        return partial(action, looks_first=looks_first)
    by = signature(function).parameters.get("by")
    if by is None or by.kind is not Parameter.KEYWORD_ONLY:
        raise TypeError(f"{function.__qualname__} must take keyword-only 'by'")
    name = action_name(function)

    @wraps(function)
    def act(*args, **kwargs):
        if looks_first is not None:
            looks_first(*args, **kwargs)
        run = _Run(name)
        token = _running.set(run)
        try:
            with transaction.atomic():
                result = function(*args, **kwargs)
                if not run.lines:
                    raise Untrailed(f"{function.__qualname__} changed the world and left no trail")
            return result
        finally:
            _running.reset(token)

    act.is_action = True
    ACTIONS[name] = act
    return act


def action_name(function) -> str:
    """`shuniu.groups.actions.filing.submit_filing` → `groups.submit_filing`."""
    parts = function.__module__.split(".")
    return f"{parts[1] if parts[0] == 'shuniu' else parts[0]}.{function.__name__}"


def running_action() -> _Run:
    """The action under way, for the trail; raises Untrailed outside of one."""
    run = _running.get()
    if run is None:
        raise Untrailed("the trail is written from the inside of an action")
    return run
