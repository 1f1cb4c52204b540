"""Other systems' formats, in and out: calendars that people's own calendar programs read. Alone knows icalendar.

In: a journey's graph, a day and a window. Out: events as plain values, and the text of a calendar file. The commonest
change is another kind of event, in `agenda.py`.
"""
