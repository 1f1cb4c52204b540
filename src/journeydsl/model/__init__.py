"""Syntax trees in, the resolved model out: what the text means, with every name known and every value typed.

In: `SyntaxFile`s and where each `use` leads (`resolve.py`). Out: a `Journey` that holds no unknown name, and the faults
met on the way; resolving never fails. It alone knows which name may stand where and which values fit which field.
The commonest change is a new property: a field of the declaration's record, and a line where that declaration is read.
"""
