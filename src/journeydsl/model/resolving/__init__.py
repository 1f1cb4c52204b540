"""The steps of resolving, one module for each subject; `model/resolve.py` runs them in order.

In: syntax nodes and a `Scope`, which knows all names and gathers faults. Out: records of the model. The commonest
change is to read a new property where its declaration is read.
"""
