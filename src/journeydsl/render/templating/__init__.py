"""Templates of the playbook, shipped and overridden, in a sandbox with a budget.

In: the texts of a workspace's templates by name. Out: compiled templates, and pages as text. Alone knows Jinja2's
environment. The commonest change is a filter in `environment.py`.
"""
