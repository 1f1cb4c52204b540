"""What a journey adds up to: plans solved backwards, in exact fractions, and times along its paths, by its calendars.

In: a `JourneyGraph`. Out: of a plan, a `Solution` or the reasons why there is none; of clocks, the calendars that count
them, the longest time along a path step by step, and the first start that comes too late. Figures are fractions, and
who shows them rounds. It alone knows that a plan is an absorbing Markov chain. The commonest change is a new sum.
"""
