"""Every read of tracking."""
