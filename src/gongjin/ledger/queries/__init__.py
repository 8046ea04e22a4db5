"""Every read that a page, a sheet or another room needs of the ledger, a module for each thing that is read."""
