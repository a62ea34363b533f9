import pytest

from shuniu.kernel.sealing import sealer


@pytest.fixture(params=["aes", "sm"])
def suite(request):
    return request.param


@pytest.fixture
def home(tmp_path, settings, suite):
    """An installation of its own, once for each suite, with no key ring yet."""
    settings.SHUNIU_HOME, settings.SHUNIU_SUITE = tmp_path, suite
    sealer.forget_ring()
    yield tmp_path
    sealer.forget_ring()
