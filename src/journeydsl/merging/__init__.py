"""Two edits of one journey, made apart from each other, into one: by declaration, and by property inside of it.

In: three texts: the one that both edits began with, and the two that came of it. Out: the text with both edits, and the
places where both touched one thing, between markers. It alone knows which statements of two texts are the same thing.
The commonest change is what tells properties apart that may stand more than once (`naming.py`).
"""
