"""What is known of a buyer at each stage, who can come there without it, and what becomes of buyers there.

In: a `JourneyGraph`, and for fates a `Reasoning`. Out: `Knowledge`, which answers for every stage and every way,
`Reach`, the ways of one buyer, and fates: who is stuck, taken twice, unheard or going round (`fates.py`). It alone
knows what a guard makes known and which ways a buyer can take one after the other. The commonest change is a new fate.
"""
