"""The playbook: the pages that marketing and sales work from, as a site of plain files and as Markdown.

In: a journey, its graph and its diagnostics. Out: files by path, their contents text or bytes (`playbook.py`).
Each page is first a `Page` of blocks (`document.py`) that says what it shows and not how it looks; `pages/` makes
them, one module for each kind. `html.py` with `templates/` turns them into the site, `markdown.py` into Markdown, so
that neither can say less than the other; `translating.py` puts pages into the language of the journey before. Beside
them stand the search, the sheets and the edition in one file. Alone knows Jinja2 and Markdown. The commonest
change is a line on a page, in `pages/`, or how a block looks, in `templates/`.
"""
