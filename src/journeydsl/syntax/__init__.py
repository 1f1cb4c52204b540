"""Text in, syntax tree out: the only room that knows Lark, and only when the grammar's tables are built anew.

In: a `Source`. Out: a `SyntaxFile`: typed declarations, every comment, every fault met on the way; reading never fails.
The grammar is `grammar/journey.lark`; Lark makes the LALR tables from it (`tables.py` says how), and
`parse.py` runs them and mends what is broken. The commonest change is a new word: add it to the grammar, give its node
a class (the class is found by the name of the rule), build the tables.
"""
