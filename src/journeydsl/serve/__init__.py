"""A playbook that follows what is being written: made again at every save, shown on this machine alone.

In: paths of journeys. Out: pages over HTTP on the loopback address. Alone knows HTTP. The commonest change is what the
bar at the foot of a page says (`bar.py`).
"""
