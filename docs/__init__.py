"""The pictures of the READMEs, and what draws them."""
