"""Everything people look at, each kind in a room of its own: `diagrams`, the playbook and reports; `tongues` has the
languages that playbooks speak.

In: an analysed journey. Out: text and bytes, the same for the same journey on every machine. This room alone
knows DOT, Mermaid and Jinja2. The commonest change is how a diagram or a page looks.
"""
