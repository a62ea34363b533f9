"""How personal data is shown to those who need not read it (GB/T 35273-2020 asks for de-identified display).

Every function takes the open text and gives a text that may be shown; "" stays "". What is too short to hide
anything in becomes stars altogether.
"""

import re

# Two-character surnames still borne today (公安部's name reports, 百家姓).
COMPOUND_SURNAMES = frozenset(
    re.findall(
        r"\S\S",
        """
        欧阳 太史 上官 端木 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶
        太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良
        漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲
        公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 淳于
        达奚 褚师 纳兰 单于 叶赫 那拉 完颜 富察 耶律 西陵 哥舒 尔朱
        """,
    )
)
_LANDLINE = re.compile(r"^(\(?0\d{2,3}\)?[- ]?)?\d{3,4}(\d{4})(?:(\D{1,2})\d{1,6})?$")
_MOBILE = re.compile(r"^((?:\+|00)?86[- ]?)?(1\d{2})\d{4}(\d{4})$")
_BUILDING = re.compile(r"^.*?(?:\d+弄|[一二三四五六七八九十百\d]+[村坊](?=\d)|\d+号)")


def mask_name(name: str) -> str:
    """张三 → 张*, 欧阳修文 → 欧阳*, 阿卜杜·热合曼 → 阿*. One star, so that not even the length shows."""
    name = name.strip()
    shown = 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else 1
    return f"{name[:shown]}*" if len(name) > 1 else "*" * len(name)


def mask_identity(number: str) -> str:
    """3 + 4 characters of an ID number: 310***********1234."""
    return _ends(number.strip(), 3, 4)


def mask_phone(number: str) -> str:
    """138****5678; 021-****5678; an extension becomes one star."""
    number = number.strip()
    if mobile := _MOBILE.match(number):
        return f"{mobile[1] or ''}{mobile[2]}****{mobile[3]}"
    if landline := _LANDLINE.match(number):
        return f"{landline[1] or ''}****{landline[2]}" + (f"{landline[3]}*" if landline[3] else "")
    return _ends(number, 0, 4)


def mask_address(address: str) -> str:
    """To the lane or the building: 长寿路162弄6号666室 → 长寿路162弄***. Else half of it, six characters at most."""
    address = address.strip()
    found = _BUILDING.match(address)
    shown = found[0] if found else address[: min(6, len(address) // 2)]
    return shown + "***" if len(shown) < len(address) else address


def mask_bank(number: str) -> str:
    """The last four digits of a card or account."""
    return _ends(re.sub(r"[\s-]", "", number), 0, 4)


def _ends(text: str, first: int, last: int) -> str:
    hidden = len(text) - first - last
    if hidden < last:
        return "*" * len(text)
    return text[:first] + "*" * hidden + text[-last:]
