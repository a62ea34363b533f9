"""Rows that close a page and are no data: totals, signatures, notes."""

import re

TOTAL = re.compile(
    r"(?:本页)?(?:合计|总计|小计|共计|累计|总人数|人数合计|合计人数|总数|共)(?:人数|户数|队数)?[:：]?\s*\d*(?:人次?|名|个|队|支|户)?(?:团队)?$"
)
# Those that stand alone in a cell, to be seen in whatever column they stand.
TOTAL_WORDS = frozenset(("合计", "总计", "小计", "共计", "累计"))
SIGNATURE = re.compile(
    r"[(（【]?(?:填表|制表|填报|审核|审批|复核|经办|报送|录入|打印|制作)(?:人|员|者|单位|部门|日期|时间|意见)?(?:[(（]?(?:签字|签名|签章|盖章)[)）]?)?(?:$|[:：].*)"
)
SEAL = re.compile(r".{0,12}(?:签字|签名|签章|盖章|公章)[)）]?(?:$|[:：].*)")
REMARK = re.compile(r"(?:备注|说明|注|附注|填表说明|注意|注意事项)[:：].*", re.DOTALL)
DATE_LINE = re.compile(r"(?:日期|时间)?[:：]?\d{0,4}年\d{0,2}月\d{0,2}日$|日期[:：].*")
# The first signs of all of these, and blanks: a cheap question before the dear ones.
FIRST_SIGNS = frozenset("本合总小共累填制审复经报录打负盖签备说注附日(（【[单街居社公领联 \t\n\r\u3000\xa0")


def is_total(cell) -> bool:
    """合计, 总 计, 小计：31人 … A person named 何计 is none."""
    return isinstance(cell, str) and TOTAL.match(_squeezed(cell)) is not None


def is_signature(cell) -> bool:
    """填表人：…, 负责人（签字）, （盖章） …"""
    if not isinstance(cell, str) or len(cell) > 200:
        return False
    squeezed = _squeezed(cell)
    return bool(SIGNATURE.match(squeezed) or SEAL.match(squeezed))


def is_remark(cell) -> bool:
    """备注：…, 说明：…, or a line for the date."""
    return isinstance(cell, str) and bool(REMARK.match(_squeezed(cell)) or DATE_LINE.match(_squeezed(cell)))


def _squeezed(cell):
    return "".join(cell.split())
