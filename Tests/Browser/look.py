"""Screenshots of every page in WF_BROWSER_SHOTS, to be looked at: desktop and phone, light and dark,
both languages, and on paper. WF_PAGES names some of them."""

import os
import pathlib

from browser import DESKTOP, PHONE, Browser, open_page
from pages import DRAWINGS, PAGES, chosen

folder = pathlib.Path(os.environ["WF_BROWSER_SHOTS"])
folder.mkdir(parents=True, exist_ok=True)


def shoot(page, name):
    for kind, size in (("desktop", DESKTOP), ("phone", PHONE)):
        for shade in ("light", "dark"):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=shade)
            page.screenshot(path=folder / f"{name}-{kind}-{shade}.png", full_page=True)
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light")


with Browser() as browser:
    for lang in ("vi", "en"):
        pages = {}
        for name, person, path, status in chosen(PAGES):
            page = pages.get(person) or pages.setdefault(person, browser.page(person, lang=lang))
            open_page(page, path, status)
            shoot(page, f"{name}-{lang}")
            if lang == "vi":
                (folder / f"{name}.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
        for page in pages.values():
            page.context.close()
    drawn = browser.page("khcn.linh")
    for name, _, path, status in chosen(DRAWINGS):
        open_page(drawn, path, status)
        for size, look in ((DESKTOP, ".drawing-wide"), (PHONE, ".drawing-tall")):
            drawn.set_viewport_size(size)
            drawn.locator(look).screenshot(path=folder / f"{name}{look.replace('.', '-')}.png")
    browser.check()
    print(f"screenshots in {folder}")
