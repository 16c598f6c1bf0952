"""Many firms through an SQL engine: the rule of the catalogue, read as SQL."""
