"""The answer of a run over a table, in each format; the engine writes what it can write itself."""
