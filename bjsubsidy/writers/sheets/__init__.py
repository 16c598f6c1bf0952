"""One sheet for each answer."""
