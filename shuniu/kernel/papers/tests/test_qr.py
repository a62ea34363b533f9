"""QR codes name themselves, escape what they are given, and carry no inline style."""

from shuniu.kernel.papers import qr_svg


def test_a_code_is_named_and_free_of_styles():
    drawn = qr_svg("https://centre.example.cn/v/7K3M", title="扫码核验 7K3M")
    assert drawn.startswith('<svg role="img"')
    assert "<title>扫码核验 7K3M</title>" in drawn
    assert "style" not in drawn
    assert 'width="' not in drawn.split(">", 1)[0]


def test_its_title_cannot_break_out():
    assert "<script>" not in qr_svg("x", title="</title><script>")


def test_the_same_text_is_the_same_drawing():
    assert qr_svg("一", title="t") == qr_svg("一", title="t") != qr_svg("二", title="t")
