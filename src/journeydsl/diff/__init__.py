"""What changed between two versions of a journey, in structure and in meaning.

In: two analyses. Out: things added, removed, renamed and changed (`structure.py`), and for everything that decides
about buyers, who is gained, lost or goes elsewhere (`meaning.py`). It alone knows when two things are the same thing
under another name. The commonest change is another kind of change.
"""
