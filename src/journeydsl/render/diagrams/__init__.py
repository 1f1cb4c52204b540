"""Pictures of journeys.

In: a journey, or a `Picture`, plain data that says what a diagram shows. Out: DOT, SVG, PNG, PDF and Mermaid. This
room alone knows DOT, Graphviz, Mermaid, the colours and the lettering.

A diagram is made in steps, one module each: `views` (what is asked for), `showing` (which part of the journey that
is), `pinned` (findings on it), `journey_picture`, `clock_picture` and `plan_picture` (which boxes and arrows it has),
`picture` (what a diagram shows), `gathering` (many quiet ways to one end as one), `lettering` (widths and line
breaks), `composition` (how large each part is), `courses` (which arrows run ahead and which back), `dot` (the text
that Graphviz lays out), `drawing` and `graphviz_library` (let it do so), `layout` (where everything came to stand),
`titles` (where those of lanes do), `placing` (places said again in DOT, for PNG and PDF), `svg` and `palette` (how it
looks).
`mermaid` is for places that draw text themselves. The commonest change is a colour, in `palette`, or a size, in
`composition`.
"""
