"""A facet's counts as the API gives them: each value with its name and how many products it would leave."""

from collections.abc import Mapping

from shop.assortment.index import index

#: Facets whose values are words that have a name.
NAMED = {"group", "producer", "commune", "point"}


def counted(facet: str, counts: Mapping[str | int, int]) -> list[dict]:
    """`[{"value", "name", "count"}]`, the largest first; `name` is empty where the value says it all."""
    labels = index.labels_of(facet, counts) if facet in NAMED else {}
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    return [
        {"value": str(value), "name": labels.get(value, {}).get("vi", ""), "count": count}
        for value, count in ordered
    ]
