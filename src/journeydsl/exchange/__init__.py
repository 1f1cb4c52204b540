"""Other systems' formats, in and out: calendars and spreadsheets. Alone knows icalendar and XlsxWriter.

In: a journey's graph, a day and a window, or tables of cells. Out: events as plain values, and the bytes of calendar
files, CSV and workbooks. The commonest change is another kind of event, in `agenda.py`.
"""
