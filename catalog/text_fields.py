"""Form fields for what people type: composed (NFC) before it is measured, and e-mails that letters reach.

Composing can make a text longer than what was typed, and PostgreSQL refuses what does not fit a column.
"""

import unicodedata

from django import forms
from django.utils.encoding import punycode
from django.utils.translation import gettext_lazy as _

from catalog.text import nfc, one_line

_NO_MAIL = _("No e-mail can be sent to this address. Please compare.")


class OneLineField(forms.CharField):
    """A line of text, with single spaces."""

    def to_python(self, value):
        """The line as it is kept."""
        return one_line(super().to_python(value))


class WrittenField(forms.CharField):
    """A text of several lines, counted as a browser counts it: composed letters, and a new line as one."""

    def to_python(self, value):
        """The text as it is kept."""
        return nfc(super().to_python(value)).replace("\r\n", "\n")


class MailField(forms.EmailField):
    """An e-mail that a letter can be sent to: Django's own check lets some pass that sending then refuses."""

    def to_python(self, value):
        """Without spaces and marks that nobody sees around it, which come along when one is pasted."""
        typed = super().to_python(value)
        seen = [at for at, letter in enumerate(typed) if not _is_unseen(letter)]
        return typed[seen[0] : seen[-1] + 1] if seen else ""

    def run_validators(self, value):
        """Raises ValidationError where the part after @ is no name of a machine, or has what nobody sees."""
        super().run_validators(value)
        try:
            punycode(value.rpartition("@")[2])
        except UnicodeError as refused:
            raise forms.ValidationError(_NO_MAIL) from refused
        if any(map(_is_unseen, value)):
            raise forms.ValidationError(_NO_MAIL)


def _is_unseen(letter):
    return letter.isspace() or unicodedata.category(letter) == "Cf"
