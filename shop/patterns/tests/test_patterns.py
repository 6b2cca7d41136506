"""The pattern library shows every component, and is not there on a public machine."""

import re
from collections import Counter

import pytest
from django.conf import settings as project

from shop.patterns.samples import components


def test_every_component_is_shown():
    there = {path.stem for path in (project.BASE_DIR / "templates" / "components").glob("*.html")}
    assert there == set(components())


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/thanh-phan/", "/en/thanh-phan/"])
def test_it_shows_each_state_and_names_nothing_twice(client, address):
    html = client.get(address).content.decode()
    assert html.count('class="pattern__state"') == sum(len(states) for states in components().values())
    ids = Counter(re.findall(r'\bid="([^"]+)"', html))
    assert [name for name, count in ids.items() if count > 1] == []


@pytest.mark.django_db
def test_a_public_machine_has_no_such_page(client, settings):
    settings.PATTERN_LIBRARY = False
    assert client.get("/thanh-phan/").status_code == 404


def test_production_leaves_it_out():
    from shop.settings import base

    assert base.PATTERN_LIBRARY is False
