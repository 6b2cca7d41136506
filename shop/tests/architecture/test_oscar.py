"""Oscar is changed in its forks only, and its own copies there stay as Oscar wrote them."""

import ast
import re
from pathlib import Path

import oscar
import pytest

from shop.tests.architecture.sources import ROOT, called, production_modules

OSCAR = Path(oscar.__file__).parent
LOADERS = {"get_class", "get_classes", "get_model", "get_profile_class"}
#: Forks that copy Oscar's migrations.
FORKS = {
    "catalog/products": "apps/catalogue",
    "shop/forks/address": "apps/address",
    "shop/forks/basket": "apps/basket",
    "shop/forks/offer": "apps/offer",
    "shop/forks/order": "apps/order",
    "shop/forks/partner": "apps/partner",
    "shop/forks/reviews": "apps/catalogue/reviews",
    "shop/forks/voucher": "apps/voucher",
}
#: Oscar's templates that we put our own in place of, rather than extend, and why.
REPLACED = {
    "oscar/layout.html": "the frame of every page that customers see",
    "oscar/basket/basket.html": "the basket is a page for customers, without Oscar's scripts",
    "oscar/basket/messages/addition.html": "a sentence in place of Oscar's markup",
    "oscar/basket/messages/new_total.html": "a sentence in place of Oscar's markup",
    "oscar/dashboard/partners/messages/user_unlinked.html": "without the link that links a user by GET",
}


def test_oscars_loaders_are_used_in_forks_only():
    found = [
        f"{module.at(call)} {called(call)}"
        for module in production_modules()
        if not module.within("shop.forks", "catalog.products")
        for call in module.nodes(ast.Call)
        if called(call).split(".")[-1] in LOADERS and not called(call).startswith(("apps.", "self."))
    ]
    assert found == []


@pytest.mark.parametrize(("fork", "original"), FORKS.items())
def test_the_copies_of_oscars_migrations_are_unchanged(fork, original):
    for theirs in (OSCAR / original / "migrations").glob("0*.py"):
        assert (ROOT / fork / "migrations" / theirs.name).read_bytes() == theirs.read_bytes()


@pytest.mark.parametrize(("fork", "original"), FORKS.items())
def test_our_migrations_in_a_fork_bear_our_name(fork, original):
    theirs = {path.name for path in (OSCAR / original / "migrations").glob("0*.py")}
    ours = {path.name for path in (ROOT / fork / "migrations").glob("0*.py")} - theirs
    assert [name for name in ours if not re.match(r"\d{4}_ocop(_\w+)?\.py$", name)] == []


def test_no_two_migrations_of_an_app_share_a_number():
    for folder in {path.parent for package in ("shop", "catalog", "cms") for path in _migrations(package)}:
        numbers = sorted(path.name[:4] for path in folder.glob("0*.py"))
        assert numbers == sorted(set(numbers)), folder


def _migrations(package):
    return (ROOT / package).rglob("migrations/0*.py")


def test_oscars_templates_are_extended_rather_than_copied():
    replaced = set()
    for ours in (ROOT / "templates").rglob("*.*"):
        name = ours.relative_to(ROOT / "templates").as_posix()
        extends_itself = f'{{% extends "{name}" %}}' in ours.read_text(encoding="utf-8")
        if (OSCAR / "templates" / name).is_file() and not extends_itself:
            replaced.add(name)
    assert replaced == set(REPLACED)
