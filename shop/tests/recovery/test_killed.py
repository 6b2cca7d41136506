"""Kill -9 between any two steps of placing, paying, sending, cancelling, refunding and telling.

The steps are counted by a run that lives; then for each of them a new order dies there. After a restart and
`manage.py recover` the books agree, and whoever was cut off does it once more: the shopper sends the form
again, the card company repeats its event, the seller presses the button again. In the end all has happened
once.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from shop.messages.models import Message
from shop.messages.sending import LEASE
from shop.settlement.bank.tests.bank_world import an_account
from shop.tests.recovery.acts import ACTS
from shop.tests.recovery.killing import in_another_process
from shop.tests.worlds import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
#: When the machine is up again: a page that was open is asked about by then.
AGAIN = NOW + timedelta(minutes=6)


def deadly(steps):
    """The steps to die at, with their numbers: all of them; on PostgreSQL, which forgets an open transaction
    just as well, those at whose sides the world is another.
    """
    numbered = list(enumerate(steps, start=1))
    if connection.vendor == "sqlite":
        return numbered
    return [(number, name) for number, name in numbered if name.startswith(("before", "after"))]


@pytest.fixture
def letters(settings, tmp_path):
    """E-mails as files, which outlive who wrote them."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return tmp_path


def words_of(letters):
    """Each letter's name, from all files."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in Path(letters).iterdir())
    return [line for line in text.splitlines() if line.startswith("Message-ID:")]


@pytest.mark.parametrize("act", ACTS)
def test_wherever_it_dies_all_happens_once(act, cards, settings, letters, time_machine):
    an_account(settings)
    time_machine.move_to(AGAIN, tick=False)
    cards.world.seconds = int(AGAIN.timestamp())
    # What is asked or written once in a process's life is out of the way before anybody counts.
    act(cards.world).act()
    steps = in_another_process(act(cards.world).act)
    assert len(steps) > 3

    for number, name in deadly(steps):
        scene = act(cards.world)
        assert in_another_process(scene.act, deadly=number) is None, f"lived through step {number}, {name}"

        call_command("recover")
        getattr(scene, "recovered", lambda: None)()
        scene.act()
        scene.check()
        scene.leave()
    time_machine.move_to(AGAIN + LEASE + timedelta(days=3), tick=False)
    call_command("recover")
    assert not Message.objects.filter(state__in=["waiting", "sending"]).exists()
    names = words_of(letters)
    assert len(names) == len(set(names)), "a message was sent twice"
