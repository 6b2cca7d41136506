"""Draws the floors of the house into `docs/architecture.md`, from the contract that is enforced.

Floors come from `pyproject.toml`, arrows from the imports in the code, words from each package's docstring.
`python -m shop.run.drawing` writes this drawing and that of an order's states; `--check` fails where one is
older than the code.
"""

import ast
import sys
import tomllib
from pathlib import Path

import grimp

from shop.run import order_states

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / "docs"
BEGIN, END = "<!-- drawing: begin -->\n", "<!-- drawing: end -->\n"


def floors() -> list[list[str]]:
    """The packages of each floor, the highest first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [[package.strip(" ()") for package in layer.split("|")] for layer in layers]


def imports(packages: list[str]) -> list[tuple[str, str]]:
    """Pairs of packages of which the first imports the second directly; tests do not count."""
    graph = grimp.build_graph("shop", "catalog", "cms", exclude_type_checking_imports=True)
    home = {module: _home(module, packages) for module in graph.modules if ".tests" not in module}
    pairs = {
        (home[module], home.get(imported))
        for module in home
        for imported in graph.find_modules_directly_imported_by(module)
        if home[module] and home.get(imported) and home[module] != home[imported]
    }
    return sorted(pairs)


def without_detours(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The arrows less those that only shorten a way along others, so that the drawing can be read."""
    below = {}
    for upper, lower in pairs:
        below.setdefault(upper, set()).add(lower)
    return [(u, low) for u, low in pairs if not any(_reaches(mid, low, below) for mid in below[u] - {low})]


def _reaches(upper, lower, below):
    return any(step == lower or _reaches(step, lower, below) for step in below.get(upper, ()))


def _home(module, packages):
    inside = [name for name in packages if module == name or module.startswith(f"{name}.")]
    return max(inside, key=len, default=None)


def purpose(package: str) -> str:
    """The first sentence of the package's own docstring."""
    path = ROOT / package.replace(".", "/")
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    words = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    return words.split("\n\n")[0].replace("\n", " ").rstrip(".")


def drawing() -> str:
    """The floors and arrows as a Mermaid flowchart, and the packages with their purposes as a table."""
    levels = floors()
    packages = [package for floor in levels for package in floor]
    lines = ["```mermaid", "flowchart TD"]
    for number, floor in enumerate(levels):
        lines.append(f"    subgraph floor{number}[ ]")
        lines += [f"        {_id(package)}[{package}]" for package in floor]
        lines.append("    end")
    lines += [f"    {_id(upper)} --> {_id(lower)}" for upper, lower in without_detours(imports(packages))]
    rows = [f"| `{package}` | {purpose(package)} |" for package in packages]
    return "\n".join([*lines, "```", "", "| package | what it is |", "|---|---|", *rows, ""])


def _id(package):
    return package.replace(".", "_")


def main(arguments: list[str]) -> int:
    """The command; its exit code."""
    drawings = {"architecture.md": drawing(), "orders.md": order_states.drawing()}
    return max(_draw(DOCUMENTS / name, drawn, "--check" in arguments) for name, drawn in drawings.items())


def _draw(document, drawn, is_check) -> int:
    text = document.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    wanted = f"{head}{BEGIN}{drawn}{END}{rest.partition(END)[2]}"
    if not is_check:
        document.write_text(wanted, encoding="utf-8")
    elif text != wanted:
        print(f"docs/{document.name} is older than the code: make drawing")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
