import pytest

from shuniu.kernel.places.codes import CodeRefused, level_of, normalise, parent_code, parents, read_places, span

CHANGSHOU = 310107015000


@pytest.mark.parametrize(
    ("written", "code", "level", "parent"),
    [
        ("31", 310000000000, "province", None),
        ("3101", 310100000000, "city", 310000000000),
        ("310107", 310107000000, "county", 310100000000),
        ("310107015", CHANGSHOU, "township", 310107000000),
        (" 310107015005 ", 310107015005, "committee", CHANGSHOU),
        ("441900003000", 441900003000, "township", 441900000000),  # 东莞 has no counties
        ("429004", 429004000000, "county", 429000000000),  # 仙桃, directly under the province
    ],
)
def test_a_code_says_its_level_and_parent(written, code, level, parent):
    assert (normalise(written), level_of(code), parent_code(code)) == (code, level, parent)


@pytest.mark.parametrize(
    "text", ["", "3", "310", "31010", "上海", "３１", "31010701500X", "000000000000", "0000", "10"]
)
def test_what_is_not_a_code_is_refused(text):
    with pytest.raises(CodeRefused):
        normalise(text)


def test_a_span_holds_all_beneath_and_nothing_beside():
    low, high = span(CHANGSHOU)
    assert (low, high) == (CHANGSHOU, 310107015999)
    assert span(310107000000) == (310107000000, 310107999999)
    assert span(310107015005) == (310107015005, 310107015005)


def test_the_list_is_in_order_with_every_parent_before_its_child():
    seen = set()
    for place in read_places():
        parent = parent_code(place.code)
        assert place.level == level_of(place.code)
        assert parent in seen or (place.level == "province" and parent is None)
        assert place.code not in seen
        assert place.name == place.name.strip() != ""
        seen.add(place.code)


def test_the_list_has_the_places_of_the_case():
    def beneath(code, level):
        low, high = span(code)
        return sum(place.level == level and low <= place.code <= high for place in places.values())

    places = {place.code: place for place in read_places()}
    assert beneath(0, "province") == 34
    assert beneath(310000000000, "county") == 16
    assert beneath(310107000000, "township") == 10
    assert beneath(CHANGSHOU, "committee") == 35
    assert places[CHANGSHOU].name == "长寿路街道"
    assert places[310107015005].name == "正红里居委会"


def test_the_nation_is_the_root():
    assert (level_of(0), parent_code(0), parents(0)) == ("nation", None, [])
    assert parents(310107015005) == [CHANGSHOU, 310107000000, 310100000000, 310000000000]
