"""名录台账: entries that move through stages; a row counts those at or past a stage, or sums one of their figures."""
