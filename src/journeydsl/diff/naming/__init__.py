"""What is the same thing under another name.

In: the things of two versions. Out: the new names of things, of values and of ways, and the older journey under them.
It alone decides that something was renamed or moved. The commonest change is what makes two things alike.
"""
