"""Reads a QR code from the page's own drawing, as a phone would from the paper (ISO/IEC 18004; no damage to repair)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from segno import consts

Modules = list[list[bool]]
MASKS = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)
LEVELS = {
    0b01: consts.ERROR_LEVEL_L,
    0b00: consts.ERROR_LEVEL_M,
    0b11: consts.ERROR_LEVEL_Q,
    0b10: consts.ERROR_LEVEL_H,
}
LEVEL_AND_MASK_HIDDEN_BY = 0b10101
BYTES = 0b0100


def read_qr(svg) -> str:
    """The text of a drawn code: `svg` is the locator of an inline SVG. One segment of bytes, versions 2 to 6."""
    size = int(svg.get_attribute("viewBox").split()[-1])
    modules = dark_modules(svg.locator("path[stroke]").get_attribute("d"), size - 4)
    version = (len(modules) - 17) // 4
    told = as_number(modules[8][:5]) ^ LEVEL_AND_MASK_HIDDEN_BY
    stream = [(word >> shift) & 1 for word in codewords(modules, version, told) for shift in range(7, -1, -1)]
    assert as_number(stream[:4]) == BYTES
    length = as_number(stream[4:12])
    return bytes(as_number(stream[at : at + 8]) for at in range(12, 12 + 8 * length, 8)).decode()


def dark_modules(path: str, size: int, border: int = 2) -> Modules:
    modules = [[False] * size for _row in range(size)]
    x = y = 0.0
    for command, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?:[ ,](-?[\d.]+))?", path):
        if command == "h":
            for column in range(int(x), int(x + float(first))):
                modules[int(y) - border][column - border] = True
            x += float(first)
        elif command == "m":
            x, y = x + float(first), y + float(second)
        else:
            x, y = float(first), float(second)
    return modules


def codewords(modules: Modules, version: int, level_and_mask: int) -> list[int]:
    """The data without the words that repair: the blocks are dealt out word by word, so they are gathered again."""
    masked = MASKS[level_and_mask & 0b111]
    bits = [modules[r][c] != masked(r, c) for r, c in data_places(len(modules), version)]
    words = iter([as_number(bits[at : at + 8]) for at in range(0, len(bits) - 7, 8)])
    sizes = [
        each.num_data for each in consts.ECC[version][LEVELS[level_and_mask >> 3]] for _n in range(each.num_blocks)
    ]
    blocks: list[list[int]] = [[] for _size in sizes]
    for turn in range(max(sizes)):
        for block, size in zip_longest(blocks, sizes):
            if turn < size:
                block.append(next(words))
    return [word for block in blocks for word in block]


def data_places(size: int, version: int) -> Iterator[tuple[int, int]]:
    """Every module that carries data, two columns at a time, up and down from the right."""
    for at, right in enumerate(c for c in range(size - 1, 0, -2) if c > 6):
        yield from in_columns(right, size, version, upwards=at % 2 == 0)
    for at, right in enumerate((5, 3, 1)):
        yield from in_columns(right, size, version, upwards=((size - 7) // 2 + at) % 2 == 0)


def in_columns(right: int, size: int, version: int, *, upwards: bool) -> Iterator[tuple[int, int]]:
    for row in range(size - 1, -1, -1) if upwards else range(size):
        for column in (right, right - 1):
            if not is_pattern(row, column, size, version):
                yield row, column


def is_pattern(row: int, column: int, size: int, version: int) -> bool:
    """Finders with their format words, the two timing lines, and from version 2 on the one alignment pattern."""
    corner = (row < 9 and column < 9) or (row < 9 and column >= size - 8) or (row >= size - 8 and column < 9)
    centre = 4 * version + 10
    aligned = abs(row - centre) <= 2 and abs(column - centre) <= 2
    return corner or row == 6 or column == 6 or aligned


def as_number(bits) -> int:
    number = 0
    for bit in bits:
        number = number << 1 | bool(bit)
    return number
