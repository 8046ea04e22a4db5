"""Every read of delivery."""
