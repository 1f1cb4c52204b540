"""Diagnostics as people and machines read them: plain data, text for a terminal, JSON.

In: diagnostics. Out: text. The commonest change is a word or a line in the terminal form (`terminal.py`).
"""
