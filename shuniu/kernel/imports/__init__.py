"""Office files in: read a workbook, find the tables in it, normalise one cell.

reading   open_workbook: any office file -> sheets of plain rows, or Unreadable
tables    find_tables: a sheet and a vocabulary -> tables with named columns
cells     one cell -> one clean value, or CellRefused

Knows no room and touches no database: a room brings its own words and its own judgement.
"""
