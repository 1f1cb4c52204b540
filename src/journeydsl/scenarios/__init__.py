"""One buyer at one stage: what happens, what is allowed to whom, and why.

In: a journey, and a buyer as a scenario gives one or somebody wrote one down (`facts.py`). Out: ways out with the truth
and the value of every part (`situation.py`), what became of each expectation (`trial.py`), and what all scenarios
together tried (`coverage.py`), down to single conditions (`deciding.py`). It alone knows what an expectation means. The
commonest change is a new expectation.
"""
