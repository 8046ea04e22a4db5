"""Proposals, and only proposals: which unit a written name means, and which row of the last version a new one is."""
