"""The functions of the package for a Python program, one module each: typed values in, a frozen answer out, and no clock."""
