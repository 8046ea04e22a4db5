"""任务清单 and 任务分解表 as workbooks: out as an office prints them, and back as proposed changes."""
