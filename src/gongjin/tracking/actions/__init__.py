"""Every change of tracking that no kind makes alone."""
