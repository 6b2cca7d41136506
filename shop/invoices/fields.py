"""A form's field for a line of text as it will be kept."""

from django import forms

from catalog.text import one_line


class OneLineField(forms.CharField):
    """On one line and composed (NFC) before its length is looked at, since composing can make it longer."""

    def to_python(self, value):
        """The line as it is kept."""
        return one_line(super().to_python(value))
