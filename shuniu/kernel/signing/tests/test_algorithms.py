import pytest

from shuniu.kernel.signing.algorithms import ALGORITHMS, _sm2_sign

ED25519 = [  # RFC 8032, section 7.1, tests 1 to 3: secret, public, text, signature
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("secret", "public", "text", "signature"), ED25519)
def test_ed25519_is_the_published_one(secret, public, text, signature):
    secret, public, text, signature = (bytes.fromhex(each) for each in (secret, public, text, signature))
    algorithm = ALGORITHMS["ed25519"]
    assert algorithm.public_of(secret) == public
    assert algorithm.sign(secret, text) == signature
    assert algorithm.verifies(public, text, signature)
    assert not algorithm.verifies(public, text + b"x", signature)


def test_sm2_is_the_national_one():
    """GB/T 32918.5-2017, appendix A.2: the recommended curve, ID 1234567812345678, "message digest"."""
    secret = bytes.fromhex("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8")
    public = bytes.fromhex(
        "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
        "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
    )
    random = 0x59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21
    signature = bytes.fromhex(
        "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
        "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
    )
    algorithm = ALGORITHMS["sm2"]
    assert algorithm.public_of(secret) == public
    assert _sm2_sign(secret, b"message digest", random=lambda bits: random) == signature
    assert algorithm.verifies(public, b"message digest", signature)
    assert not algorithm.verifies(public, b"message digesT", signature)


@pytest.mark.parametrize("name", ALGORITHMS)
def test_a_signature_of_another_length_or_key_does_not_verify(name):
    algorithm = ALGORITHMS[name]
    secret, other = algorithm.make_secret(), algorithm.make_secret()
    signature = algorithm.sign(secret, b"a")
    assert len(signature) == 64
    assert algorithm.verifies(algorithm.public_of(secret), b"a", signature)
    assert not algorithm.verifies(algorithm.public_of(secret), b"a", signature[:-1])
    assert not algorithm.verifies(algorithm.public_of(other), b"a", signature)
    assert not algorithm.verifies(algorithm.public_of(secret)[:-1], b"a", signature)


def test_a_public_key_beside_the_curve_verifies_nothing():
    algorithm = ALGORITHMS["sm2"]
    secret = algorithm.make_secret()
    public = bytearray(algorithm.public_of(secret))
    public[-1] ^= 1
    assert not algorithm.verifies(bytes(public), b"a", algorithm.sign(secret, b"a"))
