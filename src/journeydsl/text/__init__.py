"""The ground floor: source texts, places in them, edits to them, and the spelling of words.

In: text. Out: values that every other room speaks with. It knows nothing of journeys. The commonest change is a new
question about a place (`Span`) or a text (`Source`).
"""
