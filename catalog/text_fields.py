"""Form fields for text as it will be kept: composed (NFC) before its length is looked at.

Composing can make a text longer than what was typed, and PostgreSQL refuses what does not fit a column.
"""

from django import forms

from catalog.text import nfc, one_line


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
