"""Every change of the ledger, a module for each thing that is changed."""
