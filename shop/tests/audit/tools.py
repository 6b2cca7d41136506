"""What the audit needs beside Python: npm's packages in var/audit, a Java and a browser. Nothing by hand.

The packages are pinned with their hashes in package-lock.json; their install scripts are not run, as they
would fetch from elsewhere what the packages hold already.
"""

import hashlib
import shutil
import subprocess

from shop.run.progress import step
from shop.tests.audit.folders import HERE, WORK
from shop.tests.browser import apt, chromium

MODULES = WORK / "node_modules"
#: The Node that Lighthouse asks for, whichever the machine has.
NODE = MODULES / ".bin" / "node"
CHECKER = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
LISTS = ("package.json", "package-lock.json")
NPM = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]


class Missing(Exception):
    """A tool that is not there and cannot be installed; the words say how a person installs it."""


def provide() -> None:
    """Everything, a moment's work where it is there already. Raises Missing."""
    WORK.mkdir(parents=True, exist_ok=True)
    if chromium.main():
        raise Missing("Cần Chromium: đặt CHROMIUM=/đường/dẫn.")
    _command("java", "default-jre-headless")
    if not _is_installed():
        _command("npm", "npm")
        with step("Cài Lighthouse, Node, bộ kiểm HTML và từ vựng schema.org vào var/audit"):
            _install()


def _command(name: str, package: str) -> None:
    """Sees that a command is there, by the system's package where it is not."""
    if shutil.which(name):
        return
    with step(f"Cài {name}"):
        apt.install(package)
    if not shutil.which(name):
        raise Missing(f"Cần lệnh {name} (Debian, Ubuntu: apt install {package}) rồi chạy lại make audit.")


def _is_installed() -> bool:
    return _stamp().exists() and NODE.exists() and CHECKER.exists()


def _stamp():
    digest = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in LISTS)).hexdigest()[:16]
    return WORK / f"installed.{digest}"


def _install() -> None:
    for name in LISTS:
        shutil.copy(HERE / name, WORK / name)
    if subprocess.run(NPM, cwd=WORK, check=False).returncode:
        raise Missing("npm không cài được các gói đã chốt trong shop/tests/audit/package-lock.json.")
    if not NODE.exists():
        raise Missing("Không có Node 22 dựng sẵn cho máy này; xem optionalDependencies trong package.json.")
    for old in WORK.glob("installed.*"):
        old.unlink()
    _stamp().touch()
