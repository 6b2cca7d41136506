"""The settings of a person's own machine, read in a process of their own."""

import os
import subprocess
import sys

import pytest

#: Whatever the .env of this machine says.
ASK = """
import environ
environ.Env.read_env = lambda path: None
from shop.settings import dev
print(dev.PUBLIC_URL, dev.WAGTAILADMIN_BASE_URL)
"""


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"PORT": "8077"}, "http://127.0.0.1:8077"),
        ({"PORT": "8077", "PUBLIC_URL": "http://shop.example"}, "http://shop.example"),
    ],
)
def test_the_shop_knows_the_port_that_it_was_given_unless_it_is_told_its_address(told, address):
    known = {name: value for name, value in os.environ.items() if name not in {"PORT", "PUBLIC_URL"}}
    asked = subprocess.run(
        [sys.executable, "-c", ASK], env={**known, **told}, capture_output=True, text=True, check=True
    )
    assert asked.stdout.split() == [address, address]


ASK_FOR_CARDS = """
import environ
environ.Env.read_env = lambda path: None
from shop.settings import dev
print(dev.STRIPE_API_BASE or "-", dev.STRIPE_SECRET_KEY or "-")
"""


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ({}, ["-", "-"]),
        ({"CARD_STAND_IN_PORT": "8078"}, ["http://127.0.0.1:8078", "rk_test_of_the_stand_in"]),
        ({"CARD_STAND_IN_PORT": "8078", "STRIPE_SECRET_KEY": "rk_test_mine"}, ["-", "rk_test_mine"]),
        ({"CARD_STAND_IN_PORT": "8078", "DEMO": "0"}, ["-", "-"]),
    ],
)
def test_a_sample_shop_without_keys_of_its_own_takes_cards_by_the_stand_in(told, answer):
    ours = {"CARD_STAND_IN_PORT", "STRIPE_SECRET_KEY", "STRIPE_API_BASE", "DEMO"}
    known = {name: value for name, value in os.environ.items() if name not in ours}
    asked = subprocess.run(
        [sys.executable, "-c", ASK_FOR_CARDS],
        env={**known, **told},
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout.split() == answer
