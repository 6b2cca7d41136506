"""A tool that is missing is installed by the system's packages, or asked for in words; never passed over."""

import pytest

from shop.tests.audit import tools


@pytest.fixture
def machine(monkeypatch):
    """A machine with these commands; installing adds what `offers` has. What was run is kept."""

    def make(commands, offers=()):
        there, ran = set(commands), []

        def install(*packages):
            ran.append(packages)
            there.update(package for package in packages if package in offers)

        monkeypatch.setattr(tools.shutil, "which", lambda name: f"/usr/bin/{name}" if name in there else None)
        monkeypatch.setattr(tools.apt, "install", install)
        return ran

    return make


def test_a_command_that_is_there_is_left_alone(machine):
    ran = machine({"npm"})
    tools._command("npm", "npm")
    assert ran == []


def test_a_missing_command_is_installed(machine):
    ran = machine(set(), offers={"npm"})
    tools._command("npm", "npm")
    assert ran == [("npm",)]


def test_a_command_that_cannot_be_had_is_asked_for(machine):
    machine(set())
    with pytest.raises(tools.Missing, match="apt install default-jre-headless"):
        tools._command("java", "default-jre-headless")
