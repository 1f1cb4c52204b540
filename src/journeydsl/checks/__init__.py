"""What can be wrong with a journey: one problem, one module and one page beside it, found by name.

In: a reading (faults) or a subject (journey and graph). Out: findings. Words, names and fixes live here alone. A check
`unreachable-stage` is `unreachable_stage.py`, with `SEVERITY`, `GROUP`, `COSTS` and one of `check_reading`,
`check_journey` and `check_allows`, and `unreachable_stage.md`, its page, its example and its test. The commonest change
is a check more: add the two files.
"""
