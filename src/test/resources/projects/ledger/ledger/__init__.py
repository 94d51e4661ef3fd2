"""Small books: import entries, keep accounts, print reports."""

__version__ = "1.4.0"
