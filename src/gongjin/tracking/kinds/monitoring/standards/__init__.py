"""Standards as data, a module each with its source."""
