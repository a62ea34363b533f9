"""Places of the statistical tree, province to residents' committee, known by their 12-digit codes."""
