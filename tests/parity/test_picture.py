"""The pictures of the README show what running apps answer, and the apps that stand alone lie beside them."""

from parity.machine import ROOT
from parity.picture import PICTURES, asked, code, pictures, rows, summary


def test_the_pictures_are_what_is_answered() -> None:
    found = rows()
    fresh = pictures(found)
    readme = (ROOT / "README.md").read_text()

    recorded = {path.name: path.read_text() for path in PICTURES.iterdir()}
    assert recorded == {**fresh, **code(asked())}, "draw them again: uv run python tests/parity/picture.py"
    assert f'alt="{summary(found)}"' in readme
    assert all(f'"docs/pictures/{file}"' in readme for file in fresh)
