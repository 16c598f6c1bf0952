"""How it is shown: typed cells become text here, once."""
