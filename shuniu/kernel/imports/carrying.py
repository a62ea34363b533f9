"""Facts that stand only on the first of the rows they are true for."""

from operator import itemgetter

# What an office writes instead of the cell above. Words and signs that are no value of any column.
AS_ABOVE = frozenset(("同上", "同前", "上同", "〃", "″", "〞", '"', "''", "“", "”", "ditto"))


def carry_down(rows, columns, merged):
    """Fill what stands only on the first of its rows.

    The first of `columns` names the group. Inside a merged range its cells take the range's value; in a column that has
    no merged range a blank takes the value above. The other columns are filled from above while the group is the same,
    so nothing is carried from one group into the next. The filling knows nothing of refusals: a first row that is later
    refused still names the group of the rows below it.
    """
    group = columns[0]
    areas = {}  # column -> {first row of a merged range: its last row}
    for area in merged:
        if area.left in columns and area.bottom > area.top:
            areas.setdefault(area.left, {})[area.top] = area.bottom
    if areas:
        rows = _fill_merged(rows, areas)
    every = itemgetter(*columns, group)
    held, held_group, gaps = {}, "", False
    for number, row in rows:
        name = row[group]
        if blank(name) and group not in areas:
            name = row[group] = held_group
        if name != held_group:
            held_group, held = name, {at: row[at] for at in columns}
            gaps = not all(every(row))
        elif gaps or not all(every(row)):
            _fill_from(held, row)
        yield number, row


def fill_as_above(rows, columns):
    """同上 and 〃 in `columns` become the cell above; on the first row they are blank."""
    above = None
    for number, row in rows:
        for at in columns:
            if row[at] in AS_ABOVE:
                row[at] = above[at] if above else ""
        above = row
        yield number, row


def _fill_merged(rows, areas):
    """Excel keeps a merged range's value in its first cell only."""
    reach = {}  # column -> (last row of the range, its value)
    for number, row in rows:
        for at, bottoms in areas.items():
            if number in bottoms:
                reach[at] = bottoms[number], row[at]
            elif at in reach and number <= reach[at][0] and blank(row[at]):
                row[at] = reach[at][1]
        yield number, row


def _fill_from(held, row):
    """Blanks of `row` from `held`; what the row knows better is held for the next."""
    for at, value in held.items():
        if blank(row[at]):
            row[at] = value
        elif blank(value):
            held[at] = row[at]


def blank(cell) -> bool:
    """Nothing, or only blanks."""
    return cell == "" or cell is None or (cell.__class__ is str and cell.isspace())
