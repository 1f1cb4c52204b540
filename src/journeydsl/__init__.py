"""Journeydsl: how buyers travel from marketing to sales, written down, checked and drawn."""

__version__ = "0.1.0"
