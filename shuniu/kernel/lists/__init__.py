"""Declared lists. See docs/recipes/add-a-list-column.md."""

from shuniu.kernel.lists.columns import Column, DateFilter, Filter
from shuniu.kernel.lists.page import ListPage

__all__ = ["Column", "DateFilter", "Filter", "ListPage"]
