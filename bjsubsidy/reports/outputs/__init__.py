"""The types of the JSON documents; each key says in its type what it means and how it is written.

Only type checkers, `bjsubsidy schema` and the documentation import them: to answer, a program needs no types.
"""
