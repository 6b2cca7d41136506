"""The papers that a counter prints on: a sheet of A4, or the roll of a receipt printer."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Paper:
    """One paper: its name in the address (`?giay=`), what people call it, and its stylesheet."""

    name: str
    words: str | Promise

    @property
    def stylesheet(self) -> str:
        """Where its page size and its measures stand."""
        return f"css/paper/{self.name}.css"


PAPERS = {
    paper.name: paper
    for paper in (Paper("a4", "A4"), Paper("80", _("80 mm roll")), Paper("58", _("58 mm roll")))
}


def chosen_paper(request) -> Paper:
    """The one asked for, A4 where none is. Raises Http404 for any other."""
    try:
        return PAPERS[request.GET.get("giay") or "a4"]
    except KeyError:
        raise Http404 from None
