"""What a person is told: findings as checks make them, and diagnostics, which are findings with name and severity.

In: nothing. Out: values that checks make and the doors print. The commonest change is a field that every form prints.
"""
