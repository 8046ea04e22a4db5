"""共进: from the plan document to the score."""

__version__ = "0.1.0"
