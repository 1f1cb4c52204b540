"""Journeys that nobody writes by hand: one of many stages, teams and routes, and one that means harm."""


def large_journey(stages: int, teams: int, routes: int) -> str:
    """A journey of so many stages and teams, whose routes have so many lines; it can be read whole."""
    lines = ['journey large "A large journey" {}', ""]
    lines += [f'team team{n} "Team number {n}" {{ email "team{n}@large.example" }}' for n in range(teams)]
    lines += ["", 'field employees "Employees" integer 1..1_000_000', 'field region "Region" text', ""]
    kinds = ["entry stage", *["stage"] * (stages - 3), "won stage", "lost stage"]
    for n, kind in enumerate(kinds):
        ends = kind.startswith(("won", "lost"))
        leave = "" if ends else f"  leave within 30 days else -> stage{stages - 1}"
        does = f'  buyer does "Compares offer {n} with what the team has today"'
        lines.append(f'{kind} stage{n} "Stage number {n} of the way" {{ owner team{n % teams}{does}{leave} }}')
    lines.append("")
    handoffs = [n for n in range(stages - 2) if n % 3 == 0]
    left = routes
    for n in range(stages - 2):
        end = n + 1
        if n not in handoffs:
            lines.append(f"move stage{n} -> stage{end} by team{n % teams} because ready_{n}")
            continue
        share = left if n == handoffs[-1] else routes // len(handoffs)
        left -= share
        route = "\n".join(f"    to team{(n + k) % teams} when employees >= {10 * (share - k)}" for k in range(share))
        lines.append(
            f"handoff stage{n} -> stage{end} {{\n  by team{n % teams}\n"
            f"  pass employees, region\n  accept within 4 hours else escalate to team0\n"
            f"  reject -> stage{n} because not_ready_{n}\n  route first {{\n{route}\n    to team0 otherwise\n  }}\n}}"
        )
    return "\n".join(lines) + "\n"


def hostile_journey() -> str:
    """Scripts in titles, templates in prose, signs of DOT and Mermaid, endless names, words that run backwards."""
    script = "<script>window.acted = 1; alert(1)</script>"
    image = "<img src=https://evil.example/x.png onerror=alert(2)>"
    endless = "W" * 10_000
    return f'''journey evil "{script}{{{{7*7}}}}{{% include 'x' %}}" {{
  about """
    # {script}
    {image} [odd](javascript:alert(3)) ![far](https://evil.example/y.png) <javascript:alert(4)>
    {{{{ ''.__class__ }}}} {{% for x in range(10) %}} `lead`
    <iframe src="https://evil.example"></iframe> <form action="https://evil.example"><input></form>
  """
}}
team a "A | B \\"]; graph [URL=\\"javascript:alert(5)\\"]; {script}" {{
  email "x\\"><script>alert(6)</script>@a.example"  channel "\\" onmouseover=\\"alert(7)"
}}
team b "{endless}" {{}}
entry stage lead "{endless}" {{ owner a  content "Page" at "javascript:alert(8)"  say "</title></script>{script}" }}
stage mid "\u202egnp.exe\u202d \u2066 {image}" {{ owner b  objection "<i>{script}" answer "<svg onload=alert(9)>" }}
stage big "{"<b>x " * 2500}" {{ owner b }}
won stage con "Won {{{{ journey }}}} -->|x| click lead call alert(10) %%{{init: 1}}%%" {{ owner a }}
move lead -> mid "--> <b>\\n\\l\\N" by a because odd "]]> --> {script}"
move mid -> big by b because "\u202e{script}"
handoff big -> con "</h1>{script}" {{ by a  accept within 4 hours else escalate to b }}
term evil "<u>{script}" means "{script} and `lead`" never "{{{{8*8}}}}"
'''
