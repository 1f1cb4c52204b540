"""The languages of the playbook: our own words in them, and how they write numbers, days and times.

In: a language's code. Out: a `Tongue` (`tongue.py`), read from the file of that code. Messages are found by their
English words, which stand in the code where they are said; `de.toml` gives them in German, and `en.toml` says only how
English writes numbers and days. The commonest change is a message: write it in the code, and its German in `de.toml`.
"""
