"""Office files in: read a workbook, find the tables in it, normalise one cell.

reading   open_workbook: any office file -> sheets of plain rows, or Unreadable
tables    find_tables: a sheet and a vocabulary -> tables with named columns
cells     one cell -> one clean value, or CellRefused
marked    the office's own workbook with the refused cells marked
kinds     which room reads which file; account: what came of one, in the shape that the command line prints

Knows no room and touches no database: a room brings its own words and its own judgement. Beside it stands what a file
needs while it waits and after: handing_in (the form), keeping (the sealed file and its preview), standing (whether the
register moved), at_work and in_turn (jobs), undoing (how things stood before, and what was built on them since).
"""
