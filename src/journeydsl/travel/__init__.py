"""What is known of a buyer at each stage, and who can come there without it: the graph and conditions together.

In: a `JourneyGraph`. Out: `Knowledge`, which answers for every stage and every way. It alone knows what a guard makes
known and which ways a buyer can take one after the other. The commonest change is a new question to `Knowledge`.
"""
