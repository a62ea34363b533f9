"""A home of its own for every test run: no test reads or writes the checkout's `var/`.

A pytest plugin and not a conftest, because pytest-django reads the settings before any conftest is loaded.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest

if "PYTEST_XDIST_WORKER" not in os.environ:  # workers share their controller's home; their databases have own names
    os.environ["SHUNIU_HOME"] = tempfile.mkdtemp(prefix="shuniu-test-")
    os.mkdir(os.path.join(os.environ["SHUNIU_HOME"], "static"))  # WhiteNoise warns without it
    atexit.register(shutil.rmtree, os.environ["SHUNIU_HOME"], ignore_errors=True)


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
