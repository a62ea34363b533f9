import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuniu.kernel.sealing import mask_address, mask_bank, mask_identity, mask_name, mask_phone


@pytest.mark.parametrize(
    ("mask", "text", "shown"),
    [
        (mask_name, "张三", "张*"),
        (mask_name, "张三丰", "张*"),
        (mask_name, "欧阳修文", "欧阳*"),
        (mask_name, "欧阳", "欧*"),
        (mask_name, "阿卜杜·热合曼", "阿*"),
        (mask_name, "𬭚锌", "𬭚*"),
        (mask_name, "张", "*"),
        (mask_identity, "310107194912311234", "310***********1234"),
        (mask_identity, "11010519491231002X", "110***********002X"),
        (mask_identity, "H1234567", "********"),
        (mask_phone, "13812345678", "138****5678"),
        (mask_phone, "+86 13812345678", "+86 138****5678"),
        (mask_phone, "021-62345678", "021-****5678"),
        (mask_phone, "(021)62345678", "(021)****5678"),
        (mask_phone, "62345678", "****5678"),
        (mask_phone, "021-62345678-801", "021-****5678-*"),
        (mask_phone, "12345", "*****"),
        (mask_address, "长寿路162弄6号666室", "长寿路162弄***"),
        (mask_address, "上海市普陀区长寿路170号502室", "上海市普陀区长寿路170号***"),
        (mask_address, "武宁二村12号301", "武宁二村***"),
        (mask_address, "长寿路162弄", "长寿路162弄"),
        (mask_address, "绿洲城市花园二期", "绿洲城市***"),
        (mask_bank, "6222 0200 0000 1234", "************1234"),
    ],
)
def test_what_is_shown(mask, text, shown):
    assert mask(text) == shown


@pytest.mark.parametrize("mask", [mask_name, mask_identity, mask_phone, mask_address, mask_bank])
@given(text=st.text(max_size=30))
def test_any_text_can_be_masked(mask, text):
    shown = mask(text)
    assert shown == "" or "*" in shown or mask is mask_address
