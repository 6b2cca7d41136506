"""Structured data against schema.org's own vocabulary, as Google's `schema-dts` has it: types for TypeScript.

Each block of every page becomes a constant of its type, one a line. What the compiler lets pass is a known
type with known properties, rightly spelt, whose values are of a kind that schema.org allows. Beside them are
planted faults: a judge that overlooks one of them is not to be believed.
"""

import json
import re
import subprocess
from collections.abc import Iterable

from shop.tests.audit.figures import Findings, Limit
from shop.tests.audit.folders import GALLERY, WORK
from shop.tests.audit.tools import MODULES, NODE
from shop.tests.audit.visits import Visitor, visitors_pages
from shop.tests.structured import blocks

LIMITS = [Limit("lỗi", at_most=0), Limit("khối", at_least=1), Limit("lỗi cài sẵn bị bỏ sót", at_most=0)]
COMPILER = MODULES / "typescript" / "bin" / "tsc"
OPTIONS = ["--noEmit", "--strict", "--skipLibCheck", "--module", "esnext", "--pretty", "false"]
SOURCE = WORK / "data" / "blocks.ts"
HEAD = 'import type * as S from "schema-dts";'
_complaint = re.compile(r"^\S+\((\d+),\d+\): error (TS\d+: .*)$", re.MULTILINE)

_offer = {"@type": "Offer", "price": 185_000, "priceCurrency": "VND"}
_sound = {"@context": "https://schema.org", "@type": "Product", "name": "Chè", "offers": _offer}
#: Each with one thing wrong.
PLANTED = [
    _sound | {"@type": "Produce"},
    _sound | {"ofers": _offer},
    _sound | {"gtin": 8938505974194},
    _sound | {"weight": 250},
    _sound | {"offers": _offer | {"availability": "https://schema.org/Instock"}},
    _sound | {"offers": _offer | {"@type": "Ofer"}},
    _sound | {"hasCertification": {"@type": "Certification", "issuedBy": _offer}},
]


def data(base: str, looks: dict[str, str]) -> Findings:
    """Checks the blocks of all visitors' pages, and of all states that the gallery's tests have written."""
    found = Findings("Dữ liệu có cấu trúc (schema.org)", LIMITS)
    visitor = Visitor(base)
    pages = {path: visitor.get(path).text for path in visitors_pages(base)}
    pages |= {file.name: file.read_text(encoding="utf-8") for file in sorted(GALLERY.glob("*.html"))}
    named = [(name, block) for name, html in pages.items() for block in blocks(html)]
    complaints = judged([block for _path, block in named])
    ours = {line: words for line, words in complaints.items() if line < len(named)}
    missed = [block for line, block in enumerate(PLANTED, start=len(named)) if line not in complaints]
    found.add("các trang", [len(ours), len(named), len(missed)])
    found.faults += [f"{named[line][0]}: {words}" for line, words in ours.items()]
    return found


def judged(found: list[dict]) -> dict[int, str]:
    """Place → the compiler's complaint; the planted ones stand after those that were found."""
    SOURCE.parent.mkdir(parents=True, exist_ok=True)
    SOURCE.write_text(source([*found, *PLANTED]), encoding="utf-8")
    done = subprocess.run(
        [NODE, COMPILER, *OPTIONS, SOURCE], cwd=WORK, capture_output=True, text=True, check=False
    )
    return complaints(done.stdout)


def source(found: Iterable[dict]) -> str:
    """A program with one line a block, after its first."""
    return "\n".join([HEAD, *(_line(place, block) for place, block in enumerate(found)), ""])


def _line(place, block):
    """A block as a constant of its type; what a site can do is a type that knows `query-input`."""
    plain = {name: value for name, value in block.items() if name != "potentialAction"}
    line = f"export const b{place}: S.WithContext<S.{_type(block)}> = {_json(plain)};"
    if action := block.get("potentialAction"):
        kind = f"S.WithActionConstraints<S.{_type(action)}>"
        line += f" export const a{place}: {kind} = {_json(action)};"
    return line


def _type(block):
    """Its type's name, which is to be nothing but a name."""
    return re.sub(r"\W", "_", str(block.get("@type")))


def _json(value):
    return json.dumps(value, ensure_ascii=True)


def complaints(output: str) -> dict[int, str]:
    """The first complaint about each block. Raises RuntimeError for one about anything else."""
    found = {}
    for line, words in _complaint.findall(output):
        if int(line) < 2:
            raise RuntimeError(f"schema-dts: {words}")
        found.setdefault(int(line) - 2, words)
    return found
