"""What a host can see from outside while it serves: whether it lives, whether it can serve, and in what numbers."""
