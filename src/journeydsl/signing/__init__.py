"""What two sides sign: a fingerprint of all that they agree on, in meaning and not in form.

In: a journey. Out: six letters and digits (`fingerprint.py`) that stay the same while stages, rules, scores, routes,
handoffs and promises mean the same. It alone knows what is counted. The commonest change is what a handoff counts.
"""
