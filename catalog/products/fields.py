"""A field that has no column, for what Oscar asks a product's photograph."""

from django.db import models


class FileOfPicture(models.FileField):
    """The file of the `picture` beside it, to be read only.

    Oscar's form and templates want a field `original`. With a column of its own it would be a second owner of
    the file: it could name one that is gone, and Oscar would delete what an article still shows.
    """

    def contribute_to_class(self, cls, name, **kwargs):
        """Without a column, so no migration sees it."""
        models.Field.contribute_to_class(self, cls, name, private_only=True)
        setattr(cls, name, property(lambda image: image.picture.file))

    def get_attname_column(self):
        return self.get_attname(), None
