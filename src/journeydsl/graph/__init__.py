"""A journey as a graph of stages and the ways between them, and the questions to ask of it. Alone knows NetworkX,
which is imported for circles alone.

In: a `Journey`. Out: a `JourneyGraph` that answers in stages, teams and passages. Guards are not judged here. The
commonest change is a new question.
"""
