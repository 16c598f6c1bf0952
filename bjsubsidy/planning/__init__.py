"""One firm: the best admissible set of claims."""
