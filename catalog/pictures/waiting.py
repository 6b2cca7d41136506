"""Where a good picture of a refused form waits until its person sends the form again.

Browsers never fill in a file field, so such a picture would have to be chosen anew. Its file lies among those
that nobody is served; the form carries a signed slip that names it, good for one person and one day.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.core.files.base import ContentFile
from django.core.signing import BadSignature, Signer

from catalog.pictures.closed import private_storage
from catalog.pictures.intake import CleanFile

FOLDER = "waiting"
#: A form that is not sent again by then has been given up.
LONGEST = timedelta(hours=24)


class WaitingFile(CleanFile):
    """A picture that waits: `slip` is what its form carries, `shown` how its person's device named it."""

    def __init__(self, content: bytes, *, name: str, slip: str, shown: str):
        super().__init__(content, name=name)
        self.slip, self.shown = slip, shown


@dataclass(frozen=True)
class WaitingRoom:
    """The waiting pictures of one person (the id of the account), at one moment."""

    person: int
    now: datetime

    def keep(self, file: CleanFile, *, shown: str) -> WaitingFile:
        """Lets a picture wait; one that waits already goes on waiting under the same slip."""
        if isinstance(file, WaitingFile):
            return file
        content = b"".join(file.chunks())
        path = private_storage().save(f"{FOLDER}/{token_urlsafe(16)}", ContentFile(content))
        told = {"path": path, "name": file.name, "shown": shown, "until": (self.now + LONGEST).timestamp()}
        return WaitingFile(content, name=file.name, slip=self._signer.sign_object(told), shown=shown)

    def find(self, slip: str) -> WaitingFile | None:
        """The picture of a slip; None where it is forged, somebody else's, too old, or its file is gone."""
        told = self._read(slip)
        if told is None or told["until"] < self.now.timestamp():
            return None
        try:
            with private_storage().open(told["path"]) as file:
                return WaitingFile(file.read(), name=told["name"], slip=slip, shown=told["shown"])
        except FileNotFoundError:
            return None

    def let_go(self, slip: str) -> None:
        """Removes the picture of a slip of this person; it has been taken over, or another in its place."""
        if told := self._read(slip):
            private_storage().delete(told["path"])

    @property
    def _signer(self):
        return Signer(salt=f"catalog.pictures.waiting.{self.person}")

    def _read(self, slip):
        try:
            return self._signer.unsign_object(slip)
        except BadSignature:
            return None


def clear_waiting(*, now: datetime) -> int:
    """Removes what has waited too long; how many files that were. Two at once may do it."""
    storage, cleared = private_storage(), 0
    names = storage.listdir(FOLDER)[1] if storage.exists(FOLDER) else []
    for path in (f"{FOLDER}/{name}" for name in names):
        try:
            is_old = storage.get_modified_time(path) < now - LONGEST
        except FileNotFoundError:
            continue  # Sent again, or cleared, since the folder was read.
        if is_old:
            storage.delete(path)
            cleared += 1
    return cleared
