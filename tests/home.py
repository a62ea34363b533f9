"""A home of its own for every test run: no test reads or writes the checkout's `var/`.

A pytest plugin and not a conftest, because pytest-django reads the settings before any conftest is loaded.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest

if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    # Within its controller's: two workers number their batches alike, and would read each other's uploaded files.
    os.environ["SHUNIU_HOME"] = os.path.join(os.environ["SHUNIU_HOME"], worker)
    os.mkdir(os.environ["SHUNIU_HOME"], 0o700)
else:
    os.environ["SHUNIU_HOME"] = tempfile.mkdtemp(prefix="shuniu-test-")
    atexit.register(shutil.rmtree, os.environ["SHUNIU_HOME"], ignore_errors=True)
os.mkdir(os.path.join(os.environ["SHUNIU_HOME"], "static"))  # WhiteNoise warns without it


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """What only costs time, or leaks from one worker to the other, is replaced; everything else is as installed."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """No count of failed sign-ins, no cached page and no chosen language passes from a test to the next."""
    from django.core.cache import cache
    from django.utils import translation

    yield
    cache.clear()
    translation.deactivate()
