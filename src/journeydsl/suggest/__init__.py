"""What somebody might write next, in the language: today the first journey of a newcomer.

In: a few answers. Out: text that reads and checks clean. The commonest change is what a starter holds (`starter.py`).
"""
