"""The contract about floors (pyproject.toml, kept by lint-imports) forgets no package."""

import tomllib

from shop.tests.architecture.sources import ROOT, production_modules

#: Above every floor: what names the others by string, or stands for the whole.
OUTSIDE = {
    "shop",
    "catalog",
    "cms",
    "shop.settings",
    "shop.wsgi",
    "shop.middleware",
    "shop.forks",
}


def test_every_package_has_its_floor():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    floors = {name.strip() for layer in contract["layers"] for name in layer.split("|")}
    homeless = {
        module.name
        for module in production_modules()
        if module.name not in OUTSIDE and not module.within(*floors, "shop.settings")
    }
    assert homeless == set()
