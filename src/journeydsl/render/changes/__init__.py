"""What changed between two versions, in words: for the terminal, a pull request, a browser and machines.

In: a `Comparison`. Out: a `Report` of plain data (`report.py`), and its forms. It alone knows how a change is said.
The commonest change is the sentence of a property.
"""
