"""Pictures of journeys.

In: a journey, or a `Picture`, plain data that says what a diagram shows. Out: DOT, SVG, PNG and Mermaid. This
room alone knows DOT, Graphviz, Mermaid, the colours and the lettering.

A diagram is made in steps, one module each: `journey_picture` (which boxes and arrows a journey has), `picture`
(what a diagram shows), `lettering` (widths and line breaks), `composition` (how large each part is), `courses`
(which arrows run ahead and which back), `dot` (the text that Graphviz lays out), `drawing` and
`graphviz_library` (let it do so), `layout` (where everything came to stand), `svg` and `palette` (how it looks).
`mermaid` is for places that draw text themselves. The commonest change is a colour, in `palette`, or a size, in
`composition`.
"""
