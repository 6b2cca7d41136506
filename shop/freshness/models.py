"""The journal: one row for each change to something that visitors' pages show.

Triggers write it (`triggers.py`), so that no way of writing passes it by: bulk updates, imports, a person at
the database's own prompt. Why so: docs/decisions/0015.
"""

from django.db import models


class Change(models.Model):
    """Something of this kind with this key was added, changed or taken away."""

    class Kind(models.TextChoices):
        PRODUCT = "product"
        PRODUCER = "producer"
        POINT = "point"
        PICTURE = "picture"
        #: What only pages show: articles, redirects.
        PAGE = "page"
        #: Groups, communes, rules; or older rows of this journal were pruned. Look at everything anew.
        EVERYTHING = "everything"

    kind = models.CharField(max_length=10, choices=Kind)
    key = models.BigIntegerField(default=0)
    #: Where it stands in the order of commits: the transaction's number on PostgreSQL, a count on SQLite.
    sequence = models.BigIntegerField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.kind} {self.key}"
