"""What the settings read from the environment is told in .env.example."""

import ast
import re

from shop.tests.architecture.sources import ROOT, called, production_modules


def test_every_variable_is_in_the_example():
    read = {
        call.args[0].value
        for module in production_modules()
        if module.within("shop.settings")
        for call in module.nodes(ast.Call)
        if re.fullmatch(r"env(\.\w+)?", called(call)) and call.args
    }
    told = set(
        re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert read == told
