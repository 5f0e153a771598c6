"""Makes the page of a blog with all features and the pictures of it again: `uv run python docs/compare/refresh.py`.

`--live` starts both apps and puts their answers on the page; their packages are installed for that.
"""

import io
import os
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from scaffold.actions import afterwards, catalogue, gather, new
from scaffold.actions.compare.compare import compare
from scaffold.core.comparison import Both, Comparison
from scaffold.pages.compare import page

HERE = Path(__file__).parent
ANSWERS = HERE / "answers.yml"
PICTURES = {
    "light": {"at": "#errors.handler", "size": (1600, 1000), "theme": "light"},
    "dark": {"at": "#data.session", "size": (1600, 1000), "theme": "dark"},
    "files": {"at": "#files/app%2Ffeatures%2Fposts%2Fservice.py", "size": (1600, 1000), "theme": "light"},
    "present": {"at": "?present#middleware.order", "size": (1600, 900), "theme": "dark", "press": " "},
    "phone": {"at": "#errors.handler", "size": (390, 844), "theme": "light"},
}


def compared(live: bool) -> Comparison:
    """The blog's pair, rendered by the templates as they are now; no folder of this machine is named."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "blog")
        newest = catalogue.newest()
        given = gather.Given(directory=str(place), flags={"framework": gather.BOTH}, file=ANSWERS)
        order = gather.order(newest, given, gather.gather(newest, given))
        new.render(newest, order, place)
        if live:
            afterwards.run(new.projects(order, place), git=False, install=True, tell=print)
        found = compare([place], concept=None, live=live, tell=print)
    sides = Both(replace(found.sides.flask, folder="", commit=""), replace(found.sides.express, folder="", commit=""))
    return replace(found, title="blog", sides=sides)


def pictures() -> None:
    with sync_playwright() as playwright:
        program = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for name, wanted in PICTURES.items():
            width, height = wanted["size"]
            shown = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=wanted["theme"], reduced_motion="reduce"
            )
            shown.goto(f"{(HERE / 'index.html').as_uri()}{wanted['at']}")
            shown.wait_for_timeout(500)
            if key := wanted.get("press"):
                shown.keyboard.press(key)
                shown.wait_for_timeout(300)
            # Why few colours: a page has few, and a picture of them is a third as large.
            picture = Image.open(io.BytesIO(shown.screenshot()))
            picture.convert("RGB").quantize(160, dither=Image.Dither.NONE).save(HERE / f"{name}.png", optimize=True)
            print(f"Drew {name}.png")
        browser.close()


if __name__ == "__main__":
    (HERE / "index.html").write_text(page(compared("--live" in sys.argv)), "utf-8")
    print("Wrote index.html")
    pictures()
