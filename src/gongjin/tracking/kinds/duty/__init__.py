"""常态工作: something done again and again at a cadence, recorded each time, so that a missed week shows."""
