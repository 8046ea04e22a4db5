"""The directory and the accounts as workbooks: one declaration of columns for out and in, nothing taken in part."""
