"""The house's settings before a view that says hello: what its doors cost (session, seat, headers, language), no page."""

from shuniu.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.doors_urls"
