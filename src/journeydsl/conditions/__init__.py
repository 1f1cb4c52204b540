"""What conditions mean: for one buyer, and for all buyers there can be.

In: a journey, today's date, and a buyer or conditions. Out: truth values and scores with their reasons
(`evaluate.py`, the definition in code), or a buyer who answers a question, or the proof that there is none
(`questions.py`). It alone knows three-valued logic, cells and boxes. The commonest change is a new question.
"""
