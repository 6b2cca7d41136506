"""Making a message's words from its facts: one template a kind for text, subject and phone, one for HTML."""

import re
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone, translation

from catalog.text import nfc, one_line
from shop.messages import phone_text
from shop.messages.facts import MessageFacts
from shop.messages.kinds import Channel

#: Letters of a subject; more would be cut by what shows it.
SUBJECT_LETTERS = 200


@dataclass(frozen=True)
class Words:
    """What is sent. An e-mail has all three, a message to a phone its text only."""

    text: str
    subject: str = ""
    html: str = ""


def words_of(*, kind: str, facts: MessageFacts, channel: str, language: str) -> Words:
    """The words of a message in one language, in NFC, with moments in the shop's own time."""
    with translation.override(language), timezone.override(timezone.get_default_timezone()):
        if channel == Channel.EMAIL:
            return _e_mail(kind, facts, language)
        shorten = phone_text.sms if channel == Channel.SMS else phone_text.zalo
        words = one_line(_part(kind, "phone", facts, language))
        return Words(shorten(words, _link(kind, facts)))


def _e_mail(kind, facts, language):
    subject = one_line(_part(kind, "subject", facts, language))[:SUBJECT_LETTERS]
    context = {**_context(facts, language), "subject": subject}
    html = nfc(render_to_string(f"messages/{kind}.html", context))
    return Words(_tidy(_part(kind, "body", facts, language)), subject, html)


def _part(kind, part, facts, language):
    return render_to_string(f"messages/{kind}.txt", {**_context(facts, language), "part": part})


def _context(facts, language):
    named = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    return {**named, "language": language}


def _link(kind, facts):
    return facts.parcel.counter_link if kind == "confirm_reminder" else facts.order.link


def _tidy(text):
    """Without spaces at the ends of lines, and with one empty line where a template leaves several."""
    lines = "\n".join(line.strip() for line in nfc(text).splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
