"""Packages of the system, where this machine has apt and one may install: what the browser tests lack."""

import os
import shutil
import subprocess


def install(*packages: str) -> bool:
    """Whether apt has them there now."""
    if not shutil.which("apt-get"):
        return False
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    commands = [["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]]
    try:
        return all(
            subprocess.run([*as_root, "apt-get", *command], check=False).returncode == 0
            for command in commands
        )
    except OSError:
        return False  # No sudo on this machine.
