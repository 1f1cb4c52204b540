"""The questions that a journey's graph answers, held against a small journey and a slow walk."""

import random
from itertools import pairwise

import networkx as nx

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.net import Net
from readings import half_read

SHOP = """
journey shop
team marketing
team online { part of marketing }
team sales
team night { staffed by sales }
entry stage visitor { owner online  leave within 30 days else -> later }
stage lead { owner marketing }
stage talk { owner sales }
resting stage later { owner marketing }
won stage customer { owner sales }
lost stage gone { owner marketing }
stage island { owner sales }
move visitor -> lead by online
handoff lead -> talk { by marketing  reject -> later because no_fit  route first { to night otherwise } }
move talk -> customer by sales
recycle talk -> lead by sales
move later -> lead by marketing
move any -> gone by sales
"""


def graph(text: str) -> JourneyGraph:
    return JourneyGraph(half_read(text))


def names(stages: tuple[object, ...]) -> list[str]:
    return [getattr(stage, "name", "") for stage in stages]


def test_stages_know_where_they_lead() -> None:
    shop = graph(SHOP)
    assert names(shop.entries()) == ["visitor"]
    assert names(shop.ends()) == ["customer", "gone"]
    assert names(shop.unreachable_stages()) == ["island"]
    assert shop.is_reachable("talk")
    assert not shop.is_reachable("island")
    assert names(shop.trapped_stages()) == ["island"]
    assert [(way.kind, way.target) for way in shop.ways_out("talk")] == [
        ("move", "customer"),
        ("move", "gone"),
        ("rejection", "later"),
        ("recycle", "lead"),
    ]
    assert [(way.kind, way.origin) for way in shop.ways_in("later")] == [
        ("rejection", "talk"),
        ("time limit", "visitor"),
    ]
    assert shop.after("customer") == frozenset()
    assert "visitor" not in shop.after("lead")


def test_the_shortest_way_and_every_circle_are_found() -> None:
    shop = graph(SHOP)
    assert shop.happy_path() == ("visitor", "lead", "talk", "customer")
    assert shop.forward_paths("visitor", "talk") == (("visitor", "lead", "talk"),)
    assert shop.forward_paths("customer", "lead") == ()
    assert shop.circles_of(shop.passages) == (("lead", "talk"), ("lead", "talk", "later"))


def test_owners_parts_and_people_are_told_by_name() -> None:
    shop = graph(SHOP)
    handoff = shop.journey.handoffs[0]
    owner = shop.owner("visitor")
    assert owner is not None
    assert owner.name == "online"
    assert shop.lineage("online") == ("online", "marketing")
    assert shop.is_part_of("online", "marketing")
    assert not shop.is_part_of("marketing", "online")
    assert shop.same_people("night") == frozenset({"night", "sales"})
    assert shop.receivers(handoff) == ("night",)
    assert shop.senders(handoff) == ("marketing",)


def test_reach_agrees_with_a_slow_walk_over_random_journeys() -> None:
    chance = random.Random(7)
    for _ in range(60):
        count = chance.randint(2, 7)
        edges = {(chance.randrange(count), chance.randrange(count)) for _ in range(chance.randint(1, 10))}
        edges = {(start, end) for start, end in edges if start != end}
        lines = ["journey j", "team t", "entry stage s0 { owner t }"]
        lines += [f"{'won ' if number == count - 1 else ''}stage s{number} {{ owner t }}" for number in range(1, count)]
        lines += [f"move s{start} -> s{end} by t" for start, end in sorted(edges)]
        found = graph("\n".join(lines))
        reached, before = {0}, set[int]()
        while reached != before:
            before = set(reached)
            reached |= {end for start, end in edges if start in reached}
        assert {stage.name for stage in found.unreachable_stages()} == {
            f"s{n}" for n in range(count) if n not in reached
        }


def test_a_net_answers_as_networkx_does() -> None:
    for seed in range(400):
        dice = random.Random(seed)
        names = [f"s{number}" for number in range(dice.randint(1, 9))]
        arrows = [(dice.choice(names), dice.choice(names)) for _ in range(dice.randint(0, 3 * len(names)))]
        net = Net(names, arrows)
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(names)
        graph.add_edges_from(arrows)
        first, last, longest = dice.choice(names), dice.choice(names), dice.choice([2, 60])
        assert net.reached([first]) == nx.descendants(graph, first) | {first}
        assert net.reaching([last]) == nx.ancestors(graph, last) | {last}
        paths = [tuple(path) for path in nx.all_simple_paths(graph, first, last, cutoff=longest)]
        assert list(net.paths(first, last, longest)) == paths
        shortest = net.shortest_path([first], last)
        assert bool(shortest) == nx.has_path(graph, first, last)
        assert not shortest or len(shortest) == len(nx.shortest_path(graph, first, last))
        assert all(graph.has_edge(*step) for step in pairwise(shortest))
        cuts = [
            step for step in pairwise(shortest) if not nx.has_path(nx.restricted_view(graph, [], [step]), first, last)
        ]
        assert list(net.necessary([first], last)) == cuts


def test_paths_come_soon_in_a_tangle_with_one_way_out() -> None:
    names = [str(number) for number in range(60)]
    tangle = [(one, other) for one in names[:-1] for other in names[:-1]]
    assert next(Net(names, [*tangle, ("0", "59")]).paths("1", "59", 60))[-2:] == ("0", "59")
    assert list(Net(names, tangle).paths("1", "59", 60)) == []
