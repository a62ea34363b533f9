"""Static files are compressed and kept by the browser until they change; pages are neither."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from shuniu.kernel import static_files
from shuniu.kernel.static_files import versioned

FILE = "shuniu/parts.css"
ZIPPED = {"accept-encoding": "gzip"}


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_file_is_sent_compressed_and_is_kept_for_good(client):
    answer = client.get(versioned(FILE), headers=ZIPPED)
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    sent = body(answer)
    assert gzip.decompress(sent) == Path(finders.find(FILE)).read_bytes()
    assert len(sent) < Path(finders.find(FILE)).stat().st_size / 2


def test_who_takes_no_compression_gets_the_file_as_it_lies(client):
    answer = client.get(versioned(FILE))
    assert "Content-Encoding" not in answer
    assert body(answer) == Path(finders.find(FILE)).read_bytes()


def test_a_file_asked_for_without_its_version_is_asked_for_again(client):
    assert "immutable" not in client.get(f"/static/{FILE}", headers=ZIPPED)["Cache-Control"]


def test_a_changed_file_has_another_address(monkeypatch, tmp_path):
    before, changed = versioned(FILE), tmp_path / "parts.css"
    changed.write_text("body { color: red }")
    monkeypatch.setattr(static_files.finders, "find", lambda path: str(changed))
    assert versioned(FILE) != before
    assert versioned(FILE).startswith(f"/static/{FILE}?")


def test_a_file_that_is_not_there_has_an_address_all_the_same():
    assert versioned("shuniu/none.css") == "/static/shuniu/none.css"


@pytest.mark.django_db
def test_a_page_is_not_compressed_and_not_kept(client):
    answer = client.get(f"{reverse('account_login')}?v=1", headers=ZIPPED)
    assert "Content-Encoding" not in answer
    assert "immutable" not in answer.get("Cache-Control", "")
