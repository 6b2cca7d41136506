"""Makes the sizes of pictures that lack them: after an upgrade, a new shape, or a restored database."""

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from catalog.pictures.intake import NoPicture, was_taken_in
from catalog.pictures.making import is_made, make_renditions
from catalog.pictures.models import Picture


class Command(BaseCommand):
    help = "Makes the missing sizes of all pictures. Asked again it makes nothing."

    def handle(self, **options):
        """Goes on past a file that cannot be read, names it, and fails in the end."""
        made = refused = 0
        for picture in Picture.objects.order_by("pk").iterator():
            try:
                made += self._put_right(picture)
            except (NoPicture, OSError) as fault:
                refused += 1
                said = fault.messages[0] if isinstance(fault, NoPicture) else fault
                self.stderr.write(f"{picture.pk} {picture.title} ({picture.file.name}): {said}")
        self.stdout.write(_("Pictures whose sizes were made: %(count)d") % {"count": made})
        if refused:
            raise CommandError(_("Pictures that could not be read: %(count)d") % {"count": refused})

    def _put_right(self, picture):
        """Whether there was anything to do."""
        if not was_taken_in(picture.file.name):
            take_in_again(picture)
        elif is_made(picture):
            return False
        make_renditions(picture=picture, again=True)
        return True


def take_in_again(picture: Picture) -> None:
    """An original from before uploads were cleaned: without its positions, upright, under a new name."""
    storage, old = picture.file.storage, picture.file.name
    with storage.open(old) as file:
        picture.file.save(old.rpartition("/")[2], File(file), save=False)
    picture._set_image_file_metadata()
    picture.save()
    storage.delete(old)
