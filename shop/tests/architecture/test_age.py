"""What visitors see comes from what is for everyone, unless somebody asked for more in so many words."""

import ast

from shop.tests.architecture.sources import called, production_modules

SHOWING = ("shop.api", "shop.finder", "shop.storefront", "cms")
#: Queries that know no age.
AGELESS = ("browsable", "on_show")
#: Where those are asked for nevertheless, and why.
ALLOWED = {
    "shop.storefront.products": "leads from a size to its parent's page, after the gate has been asked"
}
#: Who may ask for everything, whoever reads: all else hands on what the gate says of the visitor.
FOR_ADULTS = {
    "shop.assortment.entries": "the index keeps all, and is asked for one or the other",
    "shop.assortment.point_shelves": "where one product stands; its page has asked",
    "shop.assortment.single": "one product's row; the index has said whether it is for adults",
    "shop.assortment.standing": "what the index keeps of each, that being one of its facts",
    "shop.assortment.management.commands.rebuild_search": "tells an operator how many products there are",
    "shop.finder.views": "whether what found nothing is there after all; shown to nobody",
}


def test_no_page_asks_for_products_past_the_age_gate():
    found = [
        f"{module.at(call)} {called(call)}"
        for module in production_modules()
        if module.within(*SHOWING) and module.name not in {*ALLOWED, "shop.storefront.age"}
        for call in module.nodes(ast.Call)
        if "." in called(call) and called(call).rpartition(".")[2] in AGELESS
    ]
    assert found == []


def test_nobody_is_taken_for_an_adult_by_the_code():
    found = [
        f"{module.at(call)} {called(call)}"
        for module in production_modules()
        if module.name not in FOR_ADULTS
        for call in module.nodes(ast.Call)
        for argument in call.keywords
        if argument.arg == "adults" and isinstance(argument.value, ast.Constant) and argument.value.value
    ]
    assert found == []
