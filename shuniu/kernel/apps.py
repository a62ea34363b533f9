from importlib import import_module
from pkgutil import walk_packages

from django.apps import AppConfig, apps

OWN = ("attachments", "audit", "backup", "documents", "keys", "machine", "rules", "saved_views", "signin")
SPEAKING = ("actions", "jobs", "names", "workflow")  # where a room declares its entries, jobs, settings and steps


class KernelConfig(AppConfig):
    name = "shuniu.kernel"
    label = "kernel"

    def ready(self):
        """Every process knows every action, kind of entry and job, whichever door it was started by.

        A worker or a command that never loads the pages must still know what erasure may delete and how a line reads.
        """
        from shuniu.kernel import jobs  # noqa: F401  (the clock's own)
        from shuniu.kernel.audit import doors as audit  # noqa: F401  (the rail)
        from shuniu.kernel.machine import doors as machine  # noqa: F401
        from shuniu.kernel.rules import doors as rules  # noqa: F401
        from shuniu.kernel.signin import doors as signin  # noqa: F401

        for part in OWN:
            _load(f"shuniu.kernel.{part}")
        for room in apps.get_app_configs():
            if room.name != self.name and room.name.split(".")[0] in ("shuniu", "demo"):
                _load(room.name)


def _load(package: str) -> None:
    """The modules of a package that declare what happens in it."""
    top = import_module(package)
    for found in walk_packages(getattr(top, "__path__", ()), f"{package}."):
        parts = found.name.removeprefix(package).split(".")
        if parts[1] in SPEAKING and "tests" not in parts:
            import_module(found.name)
