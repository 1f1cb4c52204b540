"""Files and folders to sources: alone touches the disk. Finds journeys, what they use, `journey.toml`; keeps the cache.

In: paths as a person gave them. Out: syntax files keyed by the path to show, which of them are roots, the settings, and
what could not be found. The commonest change is a new key in `journey.toml`.
"""
