import pytest

from shuniu.kernel.signing import signer


@pytest.fixture(params=["aes", "sm"])
def suite(request):
    return request.param


@pytest.fixture
def home(tmp_path, settings, suite):
    """An installation of its own, once for each suite, with no signing key yet."""
    settings.SHUNIU_HOME, settings.SHUNIU_SUITE = tmp_path, suite
    signer.forget_ring()
    yield tmp_path
    signer.forget_ring()
