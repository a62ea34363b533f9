"""`shuniu serve`: the address it says is the one it serves."""

import os

import pytest

from shuniu.kernel.management.commands import serve


@pytest.fixture
def started(monkeypatch):
    """What `serve` would start: (command lines, environments). Each has ended at once, so it stops by itself."""
    starts = []

    class Ended:
        def __init__(self, line, env):
            starts.append((line, env))

        def wait(self, timeout):
            return 1

        def poll(self):
            return 1

    monkeypatch.setattr(serve.subprocess, "Popen", Ended)
    monkeypatch.setattr(serve, "prepare", lambda _said: None)
    monkeypatch.setattr(serve.signal, "signal", lambda *_both: None)
    return starts


@pytest.mark.parametrize(
    ("host", "said"),
    [("127.0.0.1", "http://127.0.0.1:8931"), ("0.0.0.0", "http://127.0.0.1:8931"), ("::1", "http://[::1]:8931")],  # noqa: S104
)
def test_the_address_follows_the_port(host, said, started, monkeypatch, capsys):
    monkeypatch.delenv("SHUNIU_ORIGIN", raising=False)
    with pytest.raises(SystemExit):
        serve.Command().execute(host=host, port=8931, workers=1, no_color=True, force_color=False, skip_checks=True)
    assert said in capsys.readouterr().err
    assert {environment["SHUNIU_ORIGIN"] for _line, environment in started} == {said}
    assert started[0][0][started[0][0].index("--port") + 1] == "8931"


def test_an_address_that_was_set_stays(started, monkeypatch, settings, capsys):
    monkeypatch.setitem(os.environ, "SHUNIU_ORIGIN", "https://centre.example.cn")
    settings.SHUNIU_ORIGIN = "https://centre.example.cn"
    with pytest.raises(SystemExit):
        serve.Command().execute(
            host="127.0.0.1", port=8000, workers=1, no_color=True, force_color=False, skip_checks=True
        )
    assert "https://centre.example.cn" in capsys.readouterr().err
    assert {environment["SHUNIU_ORIGIN"] for _line, environment in started} == {"https://centre.example.cn"}
