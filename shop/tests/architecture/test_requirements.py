"""The pinned requirements say what pyproject.toml asks for: `make requirements` after a change."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from shop.tests.architecture.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNTIME = PROJECT["project"]["dependencies"]
DEVELOPMENT = PROJECT["dependency-groups"]["dev"]
ASKED = {"requirements.txt": RUNTIME, "requirements-dev.txt": RUNTIME + DEVELOPMENT}
_pin = re.compile(r"^(\S+?)==(\S+)(.*?)(?=^\S+==|\Z)", re.MULTILINE | re.DOTALL)


def _pins(name: str) -> dict[str, list[tuple[str, str]]]:
    """Each package's (version, what follows it: hashes and who asked)."""
    text = (ROOT / name).read_text()
    pins: dict[str, list[tuple[str, str]]] = {}
    for package, version, rest in re.findall(
        r"^(\S+?)==(\S+)(.*?)(?=^\S+==|\Z)", text, re.MULTILINE | re.DOTALL
    ):
        pins.setdefault(canonicalize_name(package), []).append((version, rest))
    return pins


@pytest.mark.parametrize("name", ASKED)
def test_what_is_asked_for_is_pinned(name):
    pins = _pins(name)
    for wanted in map(Requirement, ASKED[name]):
        versions = [version for version, _ in pins.get(canonicalize_name(wanted.name), [])]
        assert versions, f"{wanted} is not in {name}"
        assert all(wanted.specifier.contains(version) for version in versions), f"{wanted} in {name}"


@pytest.mark.parametrize("name", ASKED)
def test_what_is_pinned_for_the_project_is_asked_for(name):
    asked = {canonicalize_name(Requirement(wanted).name) for wanted in ASKED[name]}
    pinned = {package for package, pins in _pins(name).items() if "(pyproject.toml" in pins[0][1]}
    assert pinned <= asked


@pytest.mark.parametrize("name", ASKED)
def test_every_pin_has_hashes(name):
    assert [package for package, pins in _pins(name).items() if "--hash=sha256:" not in pins[0][1]] == []


def test_the_development_environment_can_run_the_shop():
    """`make run` takes an environment made for development as it is."""
    larger = _pins("requirements-dev.txt")
    for package, pins in _pins("requirements.txt").items():
        assert {version for version, _ in pins} <= {version for version, _ in larger[package]}
