"""`make gallery`: takes the pictures, says what is wrong with the pages, and makes the sheet to look through.

With a word, only of the scenes with it in their names: `make gallery ONLY=basket`.
"""

import os
import shutil
import subprocess
import sys

import django

from shop.run.progress import step
from shop.tests.browser import chromium

TESTS = "shop/tests/browser/gallery/test_pictures.py"
PYTEST = ["-m", "pytest", "-q", "-n", "2", "-rN", "--show-capture=no", "-m", "gallery", TESTS]


def main(words: list[str]) -> int:
    """0, or 1 where any page has a fault or could not be looked at."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings.test")
    django.setup()
    from shop.tests.browser.gallery import fonts, sheet
    from shop.tests.browser.gallery.looks import FAULTS, PICTURES, SHEET

    if code := chromium.main():
        return code
    environment = {**os.environ, **fonts.prepare()}
    if not words:
        for folder in (FAULTS, PICTURES):
            shutil.rmtree(folder, ignore_errors=True)
    chosen = ["-k", " or ".join(words)] if words else []
    with step("Chụp mọi trang ở mọi trạng thái"):
        code = subprocess.run([sys.executable, *PYTEST, *chosen], env=environment, check=False).returncode
    sheet.write()
    print(f"→ Xem: {SHEET}", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
