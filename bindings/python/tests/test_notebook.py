"""The notebook's cells run, and each shows something."""

import ast
import json


def test_every_cell_runs(root, monkeypatch):
    path = root / "examples/notebook.ipynb"
    monkeypatch.chdir(path.parent)
    cells = json.loads(path.read_text())["cells"]
    names = {"__name__": "notebook"}
    shown = 0
    for number, cell in enumerate(cells, 1):
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse("".join(cell["source"]), f"cell {number}")
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, f"cell {number}", "exec"), names)
        if last is not None:
            answer = eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), names)
            show = getattr(answer, "_repr_html_", None) or getattr(answer, "_repr_svg_", None)
            assert show() if show else repr(answer), number
            shown += 1
    assert shown > 8
