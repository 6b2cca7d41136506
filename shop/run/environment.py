"""The project's own Python environment in .venv, kept in step with the pinned requirements.

It runs on the machine's bare Python before anything is installed, so it needs the standard library only:
`python3 -m shop.run.environment requirements.txt`.
"""

import hashlib
import os
import re
import subprocess
import sys
import venv
from pathlib import Path

from shop.run.progress import Counter, step

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# The larger file holds the smaller one's pins too; an architecture test keeps that so.
FILES = {"requirements.txt": ["requirements.txt", "requirements-dev.txt"]}
PIP = ["-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--require-hashes"]
_pip_line = re.compile(r"(?:Collecting|Requirement already satisfied:) (\S+)")


def main(requirements: str) -> int:
    """Makes the environment hold what the file lists; a moment's work where it already does."""
    wanted = FILES.get(requirements, [requirements])
    if _answers() and any(_stamp(name).exists() for name in wanted):
        return 0
    if not _answers():
        with step("Tạo môi trường Python trong .venv"):
            venv.create(VENV, clear=True, with_pip=True)
    with step(f"Cài các gói trong {requirements}"):
        code = _install(requirements)
        if code == 0:
            _mark(requirements)
    return code


def _answers() -> bool:
    """Whether the environment's Python still starts; it does not once the machine's own has moved."""
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0


def _stamp(requirements: str) -> Path:
    digest = hashlib.sha256((ROOT / requirements).read_bytes()).hexdigest()[:16]
    return VENV / f"{requirements}.{digest}"


def _mark(requirements: str) -> None:
    for old in VENV.glob("requirements*.txt.*"):
        old.unlink()
    _stamp(requirements).touch()


def _install(requirements: str) -> int:
    counter = Counter(len(re.findall(r"^\S+==", (ROOT / requirements).read_text(), flags=re.MULTILINE)))
    command = [PYTHON, *PIP, "-r", requirements]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=_quiet()) as pip:
        for line in pip.stdout:
            if package := _pip_line.match(line):
                counter.add(package[1])
            elif line.startswith("Installing collected packages"):
                print("  Đang ghi các gói vào .venv", flush=True)
    return pip.returncode


def _quiet() -> dict[str, str]:
    """The environment less what would make pip speak in another way than the lines read above."""
    return {name: value for name, value in os.environ.items() if name not in {"PIP_QUIET", "PIP_VERBOSE"}}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
