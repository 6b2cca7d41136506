"""Letters as most people's phones show them: Roboto, and Noto for what it lacks."""

import subprocess

from shop.tests.browser import apt
from shop.tests.browser.gallery.looks import FOLDER

PACKAGES = ("fonts-roboto-unhinted", "fonts-noto-core")
FAMILIES = {"Roboto", "Noto Sans"}
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
    <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
    {aliases}
</fontconfig>
"""
ALIAS = (
    '<alias binding="strong"><family>{name}</family>'
    "<prefer><family>Roboto</family><family>Noto Sans</family></prefer></alias>"
)


def prepare() -> dict[str, str]:
    """Sees to the fonts; what the browser's environment has to say about them."""
    if not _are_there() and not (apt.install(*PACKAGES) and _are_there()):
        print("Không cài được Roboto và Noto: ảnh dùng chữ của máy này.", flush=True)
        return {}
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / "fonts.conf"
    aliases = "".join(ALIAS.format(name=name) for name in ("system-ui", "sans-serif"))
    file.write_text(CONFIGURATION.format(aliases=aliases), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(file)}


def _are_there() -> bool:
    try:
        listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False  # This machine has no list of its fonts.
    return {name for line in listed.splitlines() for name in line.split(",")} >= FAMILIES
