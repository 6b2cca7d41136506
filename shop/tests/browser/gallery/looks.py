"""At which windows the scenes are looked at, and where what was seen is kept."""

from pathlib import Path
from typing import NamedTuple

from django.conf import settings

FOLDER = Path(settings.VAR_DIR) / "gallery"
HTML, PICTURES, FAULTS = FOLDER / "html", FOLDER / "pictures", FOLDER / "faults"
SHEET = FOLDER / "index.html"

WIDTHS = {"360": "360 px", "768": "768 px", "1440": "1440 px"}
THEMES = {"light": "sáng", "dark": "tối"}
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


class Look(NamedTuple):
    """One picture of a scene."""

    width: str
    theme: str
    language: str

    def __str__(self):
        return f"{self.width} {self.theme} {self.language}"

    def file(self, scene) -> Path:
        """Where it is kept."""
        return PICTURES / f"{scene.name}.{self.width}.{self.theme}.{self.language}.jpg"


LOOKS = [Look(*parts) for parts in ((w, t, la) for la in LANGUAGES for t in THEMES for w in WIDTHS)]
