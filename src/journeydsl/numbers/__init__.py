"""Arithmetic on a journey: plans solved backwards, in exact fractions, and what promises, teams and offers come to.

In: a `JourneyGraph` and one of its plans. Out: a `Solution`, or the reasons why there is none; figures are fractions,
and who shows them rounds. It alone knows that a plan is an absorbing Markov chain. The commonest change is a new figure
of `Solution`.
"""
