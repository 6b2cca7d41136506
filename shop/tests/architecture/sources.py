"""Our source files, parsed: what the rules of this folder look at."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("shop", "catalog", "cms")


@dataclass(frozen=True)
class Module:
    """One Python file of ours."""

    path: Path

    @property
    def name(self) -> str:
        """Its dotted name, as an import would say it."""
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    @property
    def is_test(self) -> bool:
        return "tests" in self.path.parts

    def within(self, *packages: str) -> bool:
        """Whether it is one of these packages or stands inside one."""
        return any(f"{self.name}.".startswith(f"{package}.") for package in packages)

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def nodes(self, kind: type | tuple[type, ...]) -> Iterator[ast.AST]:
        """All nodes of a kind, in the order of a walk."""
        return (node for node in ast.walk(self.tree) if isinstance(node, kind))

    def at(self, node: ast.AST) -> str:
        """Where a person finds it."""
        return f"{self.path.relative_to(ROOT)}:{node.lineno}"

    def __hash__(self):
        return hash(self.path)


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of ours but migrations, which a machine writes."""
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return tuple(Module(path) for path in sorted(found) if "migrations" not in path.parts)


def production_modules() -> list[Module]:
    """The modules that are not tests."""
    return [module for module in modules() if not module.is_test]


def called(call: ast.Call) -> str:
    """The dotted name that is called, as far as it is one: `timezone.now`, `StockRecord.objects.create`."""
    return dotted(call.func)


def dotted(node: ast.AST) -> str:
    """A chain of names as text; what is not a name in it is left out."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".removeprefix(".")
    return ""
