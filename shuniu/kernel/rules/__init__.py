"""What a centre decides for itself: code tables, dated settings, and the calendar of workdays.

A period that has begun is never edited: what was decided under it must be explained by it in ten years. A new value
begins on a day from today on, and ends the one before it on the eve.
"""
