"""Shuniu (枢纽): the program of a community social-organization service centre."""

__version__ = "0.1.0"
