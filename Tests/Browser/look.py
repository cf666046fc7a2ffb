"""Screenshots of the pages in WF_BROWSER_SHOTS, to be looked at, and what can be checked of looks: no
page is wider than the screen, on a phone, at 320 px and at twice the size; paper is not empty."""

import os
import pathlib

from browser import DESKTOP, PHONE, Browser, expect, open_page

SMALL = {"width": 320, "height": 568}
# Twice the size in a window of 1280 is a page of 640.
ZOOMED = {"width": 640, "height": 450}

items = os.environ["WF_ITEMS"].split(",")
PAGES = [
    ("inbox", "tc.hoa", "/", 200),
    ("inbox-agency", "khcn.linh", "/?scope=agency", 200),
    ("inbox-empty", "bo.anh", "/", 200),
    ("items", "khcn.linh", "/items", 200),
    ("items-none", "khcn.linh", "/items?q=khongco", 200),
    ("item-appraisal", "tc.hoa", f"/items/{items[0]}", 200),
    ("item-seen-by-others", "khcn.linh", f"/items/{items[0]}", 200),
    ("item-approval", "ubnd.vice", f"/items/{items[3]}", 200),
    ("item-proposal", "khcn.linh", f"/items/{items[4]}", 200),
    ("action-adjust", "tc.hoa", f"/items/{items[0]}/actions/adjust", 200),
    ("action-submit", "khcn.linh", f"/items/{items[4]}/actions/submit", 200),
    ("action-refused", "khcn.linh", f"/items/{items[0]}/actions/pass", 409),
    ("edit", "khcn.linh", f"/items/{items[4]}/edit", 200),
    ("assign", "tc.nam", f"/items/{items[0]}/assign", 200),
    ("new", "khcn.linh", "/items/new", 200),
    ("new-item", "khcn.linh", "/items/new/budgeted-task", 200),
    ("not-found", "khcn.linh", "/items/KHONG-CO", 404),
]
ADDED = [name for name in os.environ.get("WF_PAGES", "").split(",") if name]

shots = os.environ.get("WF_BROWSER_SHOTS")
folder = pathlib.Path(shots) if shots else None
if folder:
    folder.mkdir(parents=True, exist_ok=True)


def width(page, name):
    wide, window = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    expect(wide <= window, f"{name}: {wide} px wide in a window of {window}")


with Browser() as browser:
    looks = [(size, lang, dark) for size in (PHONE, DESKTOP) for lang in ("vi", "en")
             for dark in (False, True)]
    for size, lang, dark in looks:
        # Every look of every page is for eyes; for checks alone a half of them do.
        if not folder and (lang == "vi") == dark:
            continue
        pages = {}
        for name, person, path, status in PAGES:
            page = pages.get(person)
            if page is None:
                page = pages[person] = browser.page(person, size=size, lang=lang, dark=dark)
            open_page(page, path, status)
            expect(page.locator("html").get_attribute("lang") == lang, f"{name}: its language")
            expect(page.locator("h1").count() == 1, f"{name}: one heading of the page")
            width(page, name)
            if folder:
                kind = "phone" if size == PHONE else "desktop"
                shade = "dark" if dark else "light"
                page.screenshot(path=folder / f"{name}-{kind}-{lang}-{shade}.png", full_page=True)
        for page in pages.values():
            page.context.close()
    for size in (SMALL, ZOOMED):
        pages = {}
        for name, person, path, status in PAGES:
            page = pages.get(person) or pages.setdefault(person, browser.page(person, size=size))
            open_page(page, path, status)
            width(page, f"{name} at {size['width']}")
    paper = browser.page("khcn.linh")
    open_page(paper, f"/items/{items[3]}")
    pdf = paper.pdf(format="A4", prefer_css_page_size=True)
    expect(len(pdf) > 10_000, "paper is not empty")
    if folder:
        (folder / "item-approval.pdf").write_bytes(pdf)
    # Without the script everything that is needed for work is there.
    plain = browser.page("tc.hoa", script=False)
    open_page(plain, f"/items/{items[0]}/actions/return")
    plain.get_by_label("Lý do").fill("   ")
    plain.locator("main form button").click()
    # What is missing is said beside it.
    plain.locator("#f-note-fault").filter(has_text="cần nêu lý do").wait_for()
    browser.check()
    print(f"{len(PAGES)} pages looked at")
