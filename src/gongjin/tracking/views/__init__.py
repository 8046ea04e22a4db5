"""Pages of tracking: a module a page, each with its `patterns`."""
