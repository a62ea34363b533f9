import json
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import segno
from django.core.management import call_command
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from shuniu.kernel.key_files import RingRefused
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.signing import NotSigned, address_of, public_keys, purpose, sign, signer, verify
from shuniu.kernel.signing.algorithms import ALGORITHMS
from shuniu.kernel.signing.envelope import MOST, PublicKey, open_up, read_keys, seal_up, written_keys
from shuniu.kernel.signing.keyring import SigningRing
from shuniu.kernel.signing.signer import ring, ring_path

HOURS = purpose("Y", gettext_lazy("Hours"), opens="kernel:verify_document")
OTHER = purpose("X", gettext_lazy("Other"))
ALGORITHM_OF = {"aes": "ed25519", "sm": "sm2"}


def test_what_was_signed_is_verified(home, suite):
    token = sign("王福生\n12.5".encode(), purpose=HOURS)
    signed = verify(token, purpose=HOURS)
    assert signed.lines == ["王福生", "12.5"]
    assert signed.key.algorithm == ALGORITHM_OF[suite]


def test_the_first_signature_makes_a_key_that_others_cannot_read(home, suite):
    sign(b"a", purpose=HOURS)
    path = home / "keys" / "signing.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o640)
    signer.forget_ring()
    with pytest.raises(RingRefused, match="chmod 600"):
        sign(b"a", purpose=HOURS)


def test_of_many_first_runs_one_makes_the_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(lambda _: SigningRing.open(tmp_path / "signing.json"), range(32)))
    assert all(each == rings[0] for each in rings)


def test_a_changed_letter_is_found(home):
    token = sign("12.5 小时".encode(), purpose=HOURS)
    for place in range(0, len(token), 7):
        letter = "A" if token[place] != "A" else "B"
        with pytest.raises(NotSigned):
            verify(token[:place] + letter + token[place + 1 :], purpose=HOURS)


def test_a_token_has_one_spelling(home):
    token = sign(b"abc", purpose=HOURS)  # 73 bytes leave one bit over
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    with pytest.raises(NotSigned, match="malformed"):
        verify(token[:-1] + last[last.index(token[-1]) ^ 1], purpose=HOURS)
    assert verify(f" {token.lower()}\n", purpose=HOURS).payload == b"abc"


def test_a_text_for_one_purpose_does_not_hold_for_another(home):
    with pytest.raises(NotSigned, match="another purpose"):
        verify(sign(b"a", purpose=HOURS), purpose=OTHER)


def test_an_undeclared_purpose_signs_nothing(home):
    with pytest.raises(ValueError, match="not declared"):
        sign(b"a", purpose="W")
    with pytest.raises(ValueError, match="twice"):
        purpose("Y", gettext_lazy("Hours"))


@pytest.mark.parametrize("token", ["", "A", "不是", "A" * 5000, "1" * 120, "=" * 120])
def test_what_is_no_token_is_malformed(home, token):
    with pytest.raises(NotSigned, match="malformed"):
        verify(token, purpose=HOURS)


def test_a_stranger_with_a_key_of_his_own_is_not_believed(home, suite):
    algorithm = ALGORITHMS[ALGORITHM_OF[suite]]
    secret = algorithm.make_secret()
    theirs = PublicKey(algorithm.name, algorithm.public_of(secret))
    forged = seal_up(b"a", purpose=HOURS, algorithm=algorithm.name, secret=secret, key_id=theirs.id)
    with pytest.raises(NotSigned, match="unknown key"):
        verify(forged, purpose=HOURS)
    ours = next(iter(public_keys()))
    forged = seal_up(b"a", purpose=HOURS, algorithm=algorithm.name, secret=secret, key_id=ours)
    with pytest.raises(NotSigned, match="forged"):
        verify(forged, purpose=HOURS)


@given(payload=st.binary(max_size=MOST))
def test_any_short_payload_comes_back(payload):
    algorithm = ALGORITHMS["ed25519"]
    key = PublicKey("ed25519", algorithm.public_of(b"\7" * 32))
    token = seal_up(payload, purpose="Y", algorithm="ed25519", secret=b"\7" * 32, key_id=key.id)
    assert open_up(token, {key.id: key}).payload == payload


def test_a_payload_too_long_for_a_code_is_refused(home):
    with pytest.raises(ValueError, match="400 bytes"):
        sign(b"a" * 401, purpose=HOURS)


@pytest.mark.django_db
def test_rotation_retires_the_key_and_keeps_what_it_signed(home, suite, settings, capsys):
    before = sign(b"old", purpose=HOURS)
    settings.SHUNIU_SUITE = "sm" if suite == "aes" else "aes"
    call_command("signing_keys", rotate=True)
    after = sign(b"new", purpose=HOURS)
    assert verify(before, purpose=HOURS).payload == b"old"
    assert verify(after, purpose=HOURS).key.algorithm == ALGORITHM_OF[settings.SHUNIU_SUITE]
    kept = json.loads(ring_path().read_text())["keys"]
    assert [bool(key["secret"]) for key in kept] == [False, True]
    assert [bool(key["retired_at"]) for key in kept] == [True, False]
    assert set(read_keys(capsys.readouterr().out)) == set(public_keys())
    assert TrailEntry.objects.get(kind="kernel.signing_key_made").facts["key"] == ring().active.published.id.hex()


def test_a_rotation_by_another_process_is_seen(home, suite):
    sign(b"a", purpose=HOURS)
    key = SigningRing.rotate(ring_path(), suite).active
    assert verify(sign(b"b", purpose=HOURS), purpose=HOURS).key == key.published


@pytest.mark.parametrize("text", ["", "[]", '{"keys": []}', '{"keys": [{"algorithm": "ed25519"}]}'])
def test_a_damaged_ring_is_refused_and_not_replaced(home, text):
    sign(b"a", purpose=HOURS)
    ring_path().write_text(text)
    signer.forget_ring()
    with pytest.raises(RingRefused, match="damaged"):
        sign(b"a", purpose=HOURS)
    assert ring_path().read_text() == text


def test_secrets_do_not_show(home):
    assert ring().active.secret not in repr(ring())


def test_a_paper_is_verified_offline_by_the_file_alone(home, tmp_path):
    """No home, no database, no settings: a new process with the file of public keys."""
    token = sign("王福生\n12.5 小时".encode(), purpose=HOURS)
    file = tmp_path / "shuniu-keys.json"
    file.write_text(written_keys(public_keys().values(), origin="https://centre.example.cn"))
    command = [sys.executable, "-m", "shuniu.kernel.signing", str(file)]
    alone = {"PATH": "", "PYTHONIOENCODING": "utf-8"}
    good = subprocess.run([*command, address_of(token)], capture_output=True, check=False, env=alone)
    assert (good.returncode, "王福生" in good.stdout.decode()) == (0, True)
    bad = subprocess.run([*command, token[:-9] + "AAAAAAAAA"], capture_output=True, check=False, env=alone)
    assert (bad.returncode, b"NOT VALID" in bad.stdout) == (1, True)


def test_the_code_of_a_certificate_fits_a_small_square(home, settings):
    settings.SHUNIU_ORIGIN = "https://volunteers.centre.example.cn"
    address = address_of(sign("志".encode() * 43, purpose=HOURS))  # 129 bytes
    assert address == address.upper()
    drawn = segno.make(address, error="m", micro=False)
    assert (drawn.mode, drawn.version <= 13) == ("alphanumeric", True)


@pytest.mark.django_db
def test_anyone_sees_the_keys_and_takes_them_along(client, home, suite):
    page = client.get("/keys/", headers={"accept-language": "en"}).content.decode()
    assert ring().active.published.fingerprint in page
    assert ring().active.secret not in page
    answer = client.get("/keys/shuniu-keys.json")
    assert read_keys(answer.content.decode()) == public_keys()
    assert ring().active.secret not in answer.content.decode()


@pytest.mark.django_db
def test_a_code_leads_to_the_page_of_its_purpose(client, home):
    token = sign(b"a", purpose=HOURS)
    assert client.get(f"/S/{token}").url == f"/v/{token}/"
    assert client.get(f"/S/{sign(b'a', purpose=OTHER)}").status_code == 404
    assert client.get("/S/NOTHING").status_code == 404
