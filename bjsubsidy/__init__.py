"""What government support a Beijing firm can claim: how much, up to which cap, on what condition, by when, on which page."""

__version__ = "0.2.0"
