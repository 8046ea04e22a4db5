"""The pages of delivery: each parses, calls one action or query, renders."""
