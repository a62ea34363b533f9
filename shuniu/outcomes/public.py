"""The one door of this room for the rooms above."""

from shuniu.outcomes.headline import headline_figures

__all__ = ["headline_figures"]
