"""Products like another one."""

import tantivy
from tantivy import Occur, Query

from catalog.search.clauses import has_one_of
from catalog.search.question import Kind
from catalog.search.schema import ALIKE, FILTER_FIELDS, SCHEMA


def alike(searcher: tantivy.Searcher, pk: int) -> Query:
    """What shares a sub-group, maker or commune with a product, scored by that; nothing if it is unknown."""
    itself = Query.term_query(SCHEMA, "key", f"{Kind.PRODUCT}:{pk}")
    hits = searcher.search(itself, 1, count=False).hits
    shared = list(_shared(searcher.doc(hits[0][1]))) if hits else []
    if not shared:
        return Query.empty_query()
    return Query.boolean_query(
        [
            (Occur.Must, Query.boolean_query([(Occur.Should, each) for each in shared])),
            (Occur.MustNot, itself),
        ]
    )


def _shared(document):
    for name, weight in ALIKE.items():
        values = [value for value in document[FILTER_FIELDS[name]] if name != "group" or "." in value]
        if values:
            yield Query.const_score_query(has_one_of(FILTER_FIELDS[name], values), weight)
