"""The one door of this room for the rooms above."""

from shuniu.volunteers.models import HourEntry, Post, ServicePoint, Shift, Team, Volunteer

__all__ = ["HourEntry", "Post", "ServicePoint", "Shift", "Team", "Volunteer"]
