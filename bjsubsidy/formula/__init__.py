"""How it computes: one tree, read as Python values, as words and as SQL."""
