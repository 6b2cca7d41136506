"""Which products a page puts forward."""

from types import SimpleNamespace

from cms.truth import varied


def goods(*traits):
    return [
        SimpleNamespace(pk=number, maker=maker, illustration=kind)
        for number, (maker, kind) in enumerate(traits, start=1)
    ]


def test_a_maker_and_a_kind_come_once_while_there_are_others():
    row = goods(("A", "coffee"), ("B", "coffee"), ("A", "tea"), ("C", "rice"), ("D", "honey"))
    assert [product.pk for product in varied(row, 3)] == [1, 4, 5]


def test_there_are_as_many_as_asked_for_in_their_order_of_merit():
    row = goods(("A", "coffee"), ("A", "coffee"), ("", "tea"), ("", "tea"), ("", "rice"))
    assert [product.pk for product in varied(row, 4)] == [1, 3, 5, 2]
    assert len(varied(row, 9)) == 5
