"""The answer of a run over a table, a module for each format; the engine writes what it can write itself."""
