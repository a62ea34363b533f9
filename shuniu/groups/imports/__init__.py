"""Office files of groups and members: read, judge, compare with the register, show; an action writes what was accepted.

vocabulary  the words that offices put above their columns, and the fields they mean
facts       a group's own cells → its columns: category, place, dates, weekly times
judging     a workbook → a Draft: groups, people in columns, what is refused and why; touches no register
register    what the centre has on record, in the slim form that comparing needs
matching    who of the file is whom of the register
planning    Draft and register → a Plan: exactly what will be created, changed and left alone
report      a Plan in words: JSON for the command line, tables for the page
templates   blank workbooks to fill in
intake      the road from a file to a Plan and on to the action
"""
