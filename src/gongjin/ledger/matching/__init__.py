"""Proposals, and only proposals: which unit of the directory a written name means."""
