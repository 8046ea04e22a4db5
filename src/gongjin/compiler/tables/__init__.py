"""tables: task lists, indicators and shares that stand in tables, or in the lines that a table became when copied.

In: the tidied lines of a document. Does: finds the row of headings, says what each column holds, and puts together what
belongs to one task. Out: table rows with their cells by role, for the outline, for who answers, for dates and targets;
rows of figures; and what is no running text.
"""
