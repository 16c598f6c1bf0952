"""Fuzzers: command lines, catalogues, tables, profiles and registers made at random, each from one seed that makes it again."""
