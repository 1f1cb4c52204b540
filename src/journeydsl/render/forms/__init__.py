"""Findings in the forms that other programs read: code hosts, build servers, comments.

In: a `Report`, whose findings are plain data. Out: one text. Each form is a module, which alone knows its format,
and is imported only when it is asked for. The commonest change is what a form says of a finding.
"""
