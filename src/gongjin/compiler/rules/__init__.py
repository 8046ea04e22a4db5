"""The rules that read figures, measures, commitments, dates and the task force out of the clauses."""
