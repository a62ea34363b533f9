from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuniu.people.identity import Identity, IdentityRefused, area_name, check_digit, check_identity

ON = date(2026, 3, 2)
LINN = "11010519491231002X"  # the example of GB 11643


def complete(body):
    return body + check_digit(body)


def naive_check_digit(body):
    """GB 11643, appendix: the sum of digit × 2^(18-i) mod 11, completed to 1 modulo 11."""
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body))
    value = (12 - total % 11) % 11
    return "X" if value == 10 else str(value)


def refusal(text, on=ON):
    with pytest.raises(IdentityRefused) as caught:
        check_identity(text, on=on)
    return caught.value


def test_a_number_says_area_birth_and_sex():
    assert check_identity(LINN, on=ON) == Identity("110105", date(1949, 12, 31), "2")
    assert check_identity(complete("44052419800101001"), on=ON).sex == "1"


def test_what_people_type_is_read():
    assert check_identity(" 11010519491231002x ", on=ON) == check_identity(LINN, on=ON)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "length"),
        ("1101051949123100", "length"),
        (LINN + "0", "length"),
        ("110105491231002", "length"),
        ("1101051949123100２X", "characters"),
        ("１１０１０５１９４９１２３１００２Ｘ", "characters"),
        ("11010519491231O02X", "characters"),
        ("11010519491231002Y", "characters"),
        ("X1010519491231002X", "characters"),
        (complete("11990519491231002"), "area"),
        (complete("99999919491231002"), "area"),
        (complete("90012419491231002"), "area"),
        (complete("93111119491231002"), "area"),
        (complete("00000019491231002"), "area"),
        (complete("11010519490230002"), "date"),
        (complete("11010519001301002"), "date"),
        (complete("11010500000101002"), "date"),
        (complete("11010520260303002"), "date"),
        ("440524188001010014", "age"),
        ("110105194912310021", "check_digit"),
        (complete("11010519491231002")[:17] + "1", "check_digit"),
    ],
)
def test_a_refusal_has_its_reason(text, code):
    found = refusal(text)
    assert found.code == code
    assert found.message
    assert found.remedy


def test_the_old_number_has_its_own_remedy():
    assert "18" in str(refusal("110105491231002").remedy)


def test_a_refusal_does_not_repeat_the_number():
    assert "19491231" not in repr(refusal("110105194912310021")) + str(refusal("110105194912310021"))


@pytest.mark.parametrize(
    "area",
    [
        *("310103", "310108", "310106", "310107", "320206", "440306", "440307", "440524", "110105"),
        *("441900", "442000"),  # cities without counties
        *("653228", "659012"),  # new in 2024 and 2023
        *("810000", "820000", "830000"),  # residence permits: Hong Kong, Macau, Taiwan
        *("911124", "931840"),  # foreigners with permanent residence
    ],
)
def test_genuine_areas_are_accepted(area):
    assert check_identity(complete(f"{area}19900307123"), on=ON).area_code == area


def test_areas_have_names():
    assert area_name("310103") == "卢湾区"
    assert area_name("320206") == "惠山区"
    assert area_name("999999") == ""


def test_the_day_matters():
    born_today = complete("31010720260302001")
    for _ in range(2):  # the second time it is known by heart
        assert check_identity(born_today, on=ON).birth == ON
        assert refusal(born_today, on=date(2026, 3, 1)).code == "date"
    old = complete("31010718960302001")
    for _ in range(2):
        assert check_identity(old, on=ON).birth == date(1896, 3, 2)
        assert refusal(old, on=date(2026, 3, 3)).code == "age"


@given(st.text("0123456789", min_size=17, max_size=17))
def test_the_check_digit_is_the_standards(body):
    assert check_digit(body) == naive_check_digit(body)


births = st.dates(date(1900, 1, 1), date(2026, 3, 2))


@given(births, st.integers(0, 999))
def test_every_well_made_number_is_read_and_no_slip_gets_through(birth, order):
    number = complete(f"310107{birth:%Y%m%d}{order:03}")
    assert check_identity(number, on=ON) == Identity("310107", birth, "1" if order % 2 else "2")
    slipped = number[:16] + str((int(number[16]) + 1) % 10) + number[17]
    assert refusal(slipped).code == "check_digit"


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text):
    with suppress(IdentityRefused):
        check_identity(text, on=ON)
