"""A file in its one canonical form: same meaning, same order, every comment where its author meant it.

In: a `Source`. Out: its text as a careful person would lay it out, or nothing where the file cannot be read. It alone
knows where spaces, line breaks, commas and titles go; `docs/decisions/layout.md` says why. The commonest change is
a comma that belongs before a clause (`words.py`) or a clause that stays on its line (`breaks.py`).
"""
