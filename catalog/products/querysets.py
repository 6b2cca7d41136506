"""Which products are on show, and where they belong."""

from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet


class ProductQuerySet(OscarProductQuerySet):
    """Oscar's product queries and ours; they chain."""

    def in_group(self, code: str):
        """Those of a group ("I") or sub-group ("I.5a"). A group holds all its sub-groups."""
        if "." in code:
            return self.filter(categories__code=code)
        return self.filter(categories__code__startswith=f"{code}.")
