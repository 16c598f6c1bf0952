"""What comes from outside becomes typed, or a message."""
