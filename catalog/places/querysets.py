"""Finding a commune by code or by name, today's or a former one."""

from django.db import models

from catalog.text import nfc


def bare_name(name: str) -> str:
    """The name without "xã", "phường" or "thị trấn" before it, as NFC with single spaces."""
    words = nfc(name).split()
    for kind in (["thị", "trấn"], ["xã"], ["phường"], ["huyện"], ["thị", "xã"], ["thành", "phố"]):
        if len(words) > len(kind) and [word.lower() for word in words[: len(kind)]] == kind:
            return " ".join(words[len(kind) :])
    return " ".join(words)


class CommuneQuerySet(models.QuerySet):
    """Communes of today."""

    def named(self, name: str):
        """Those with this name. Marks count: Nà Tòng is not Na Tông; case does not."""
        wanted = bare_name(name)
        # In Python, as SQLite's LOWER knows only ASCII; there are 45 communes.
        codes = [c.pk for c in self if c.name.lower() == wanted.lower()]
        return self.filter(pk__in=codes)


class FormerUnitQuerySet(models.QuerySet):
    """Units that ended on 30 June 2025."""

    def communes_named(self, name: str):
        """Former communes, wards and towns with this name, marks counted."""
        wanted = bare_name(name).lower()
        rows = self.filter(level="commune").values_list("pk", "name")
        return self.filter(pk__in=[pk for pk, own in rows if own.lower() == wanted]).select_related(
            "successor"
        )
