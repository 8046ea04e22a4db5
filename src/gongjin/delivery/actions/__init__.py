"""Every change of delivery."""
