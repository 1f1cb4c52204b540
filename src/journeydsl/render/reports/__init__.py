"""Diagnostics, and what becomes of buyers, as people and machines read them: plain data, text, JSON, JUnit.

In: diagnostics, trials, situations. Out: text. The commonest change is a word or a line in a form for the terminal
(`terminal.py`, `trials.py`, `reasons.py`).
"""
