"""Pictures of journeys.

In: a `Picture`, plain data that says what a diagram shows. Out: DOT, SVG, PNG and Mermaid. This room alone
knows DOT, Graphviz, Mermaid, the colours and the lettering.

A diagram is made in steps, one module each: `picture` (what it shows), `lettering` (widths and line
breaks), `composition` (how large each part is), `courses` (which arrows run ahead and which back), `dot`
(the text that Graphviz lays out), `drawing` (lets it do so), `layout` (where everything came to stand),
`svg` and `palette` (how it looks). `mermaid` is for places that draw text themselves. The commonest change
is a colour, in `palette`, or a size, in `composition`.
"""
