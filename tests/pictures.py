"""Pictures to draw in tests."""

from journeydsl.render.diagrams.picture import Arrow, ArrowKind, Badge, BadgeKind, Box, BoxKind, Lane, Picture

HANDOFF, MOVE, BACK, TIME = ArrowKind.HANDOFF, ArrowKind.MOVE, ArrowKind.BACK, ArrowKind.TIME_LIMIT


def new_business() -> Picture:
    """A journey of nine stages and four teams."""
    lanes = (
        Lane("marketing", "Marketing", 0, "teams/marketing.html"),
        Lane("sdr", "Sales development", 1, "teams/sdr.html"),
        Lane("sales", "Sales", 2, "teams/sales.html"),
        Lane("success", "Customer success", 3, "teams/success.html"),
    )
    boxes = (
        Box("visitor", "Visitor", "marketing", BoxKind.ENTRY, "Start", href="stages/visitor.html"),
        Box("lead", "Lead", "marketing", lines=("“Is this problem worth solving?”",), href="stages/lead.html"),
        Box("nurture", "Nurture", "marketing", BoxKind.RESTING, "May wait here", href="stages/nurture.html"),
        Box(
            "sal",
            "Sales-accepted lead",
            "sdr",
            badges=(Badge("2 findings", BadgeKind.WARNING),),
            href="stages/sal.html",
        ),
        Box(
            "sql",
            "Sales-qualified lead",
            "sales",
            tag="Gate",
            lines=("needs budget, products",),
            href="stages/sql.html",
        ),
        Box("customer", "Customer", "success", BoxKind.WON, "Won", href="stages/customer.html"),
        Box("renewal", "Up for renewal", "success", href="stages/renewal.html"),
        Box("churned", "Churned", "success", BoxKind.LOST, "Lost", href="stages/churned.html"),
        Box("any", "Any stage", "marketing", BoxKind.ANYWHERE),
        Box("disqualified", "Disqualified", "marketing", BoxKind.LOST, "Lost", href="stages/disqualified.html"),
    )
    arrows = (
        Arrow("visitor", "lead", MOVE, lines=("Identified",)),
        Arrow("nurture", "lead", MOVE, lines=("Back in market",)),
        Arrow("any", "disqualified", MOVE, lines=("Never a buyer",)),
        Arrow(
            "lead",
            "sal",
            HANDOFF,
            "4 business hours",
            ("passes email, fit, engagement, demo request",),
            href="handoffs/lead-sal.html",
        ),
        Arrow(
            "sal",
            "sql",
            HANDOFF,
            "1 business day",
            ("passes budget, products",),
            href="handoffs/sal-sql.html",
        ),
        Arrow(
            "sql",
            "customer",
            HANDOFF,
            "2 business days",
            ("passes products",),
            href="handoffs/sql-customer.html",
        ),
        Arrow("customer", "renewal", MOVE, lines=("Renewal window opens",)),
        Arrow("renewal", "customer", MOVE, lines=("Renewed",)),
        Arrow("lead", "nurture", TIME, lines=("after 60 days",)),
        Arrow("sal", "nurture", BACK, lines=("bad fit, not now", "or after 5 business days")),
        Arrow("sal", "lead", BACK, lines=("bad data",)),
        Arrow("sql", "nurture", BACK, lines=("no budget, no authority", "or gone quiet")),
        Arrow("customer", "sql", BACK, lines=("incomplete handover",)),
        Arrow("renewal", "churned", TIME, lines=("after 60 days",)),
    )
    return Picture(
        "journey",
        "Acme: new business",
        "Buyers travel from Visitor to Customer through three handoffs.",
        lanes,
        boxes,
        arrows,
    )


def large(stages: int = 60, teams: int = 6) -> Picture:
    """A long journey: every stage moves on, every tenth hands over, some go back."""
    lanes = tuple(Lane(f"team_{n}", f"Team number {n}", n) for n in range(teams))
    size = stages // teams
    boxes = tuple(
        Box(f"stage_{n}", f"Stage {n} of the long road", f"team_{min(n // size, teams - 1)}") for n in range(stages)
    )
    ahead = tuple(
        Arrow(f"stage_{n}", f"stage_{n + 1}", HANDOFF, "1 business day", ("passes budget",))
        if (n + 1) % size == 0
        else Arrow(f"stage_{n}", f"stage_{n + 1}", MOVE, lines=("Goes on",) if n % 3 == 0 else ())
        for n in range(stages - 1)
    )
    aside = tuple(Arrow(f"stage_{n}", f"stage_{n + 3}", MOVE) for n in range(0, stages - 3, 4))
    back = tuple(Arrow(f"stage_{n}", f"stage_{n - 5}", BACK, lines=("not now",)) for n in range(7, stages, 7))
    return Picture("large", "A long journey", "Sixty stages in six teams.", lanes, boxes, (*ahead, *aside, *back))


def hostile() -> Picture:
    """Texts that try to act, texts too long to show, and scripts that the font lacks."""
    bad = '<script>alert(1)</script> "q" & \\N \\G %s {a|b} ]]> --> -- ; } <B>'
    run = "javascript:alert(1)"
    lanes = (
        Lane('a"b<c>', bad * 3, 0, run),
        Lane("jp", "営業チーム", 1),
        Lane("ar", "فريق المبيعات", 4),
    )
    errors = (Badge(bad, BadgeKind.ERROR), Badge("advice", BadgeKind.ADVICE))
    boxes = (
        Box("x:n", bad, 'a"b<c>', BoxKind.ENTRY, bad, (bad, bad), errors, bad, run),
        Box("y", "A" * 10_000, "jp", badges=(Badge("note"),)),
        Box("z", "とても長い日本語のステージ名がここにありますのでご注意ください", "jp", lines=("予算、製品",)),
        Box("w", "مرحلة العميل المؤهل للمبيعات في الشركة", "ar", BoxKind.RESTING, "في الانتظار"),
        Box("v", "W" * 40 + " iiiiiii " + "word " * 40, "no lane", BoxKind.WON, "WON"),
        Box("", "", "ar", BoxKind.LOST),
    )
    arrows = (
        Arrow("x:n", "y", HANDOFF, bad, (bad,), "1", bad, 'https://e.example/?a=1&b="2"'),
        Arrow("y", "z", MOVE, lines=("移動の条件",)),
        Arrow("z", "w", HANDOFF),
        Arrow("w", "w", BACK, lines=("again",)),
        Arrow("v", "v"),
        Arrow("w", "x:n", BACK, lines=("سبب الرفض",)),
        Arrow("y", "v", TIME, "x" * 500),
        Arrow("v", "", MOVE),
        Arrow("nowhere", "y", href=run),
    )
    return Picture('ho"st<ile', bad, bad, lanes, boxes, arrows, language='e"n')
