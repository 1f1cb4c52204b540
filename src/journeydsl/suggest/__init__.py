"""What somebody might write next, in the language: the first journey of a newcomer, and scenarios.

In: a few answers, or a journey with its graph. Out: text that reads and checks clean (`starter.py`), or scenarios that
hold, for what no scenario tries and for buyers who fall through (`scenarios.py`). The commonest change is what a
starter holds, or how a scenario is titled (`untried.py`, `gaps.py`).
"""
