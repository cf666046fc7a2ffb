"""Every page, in both languages, on a phone and a desktop, light and dark: what axe-core finds serious,
whether the keyboard gets everywhere and can be seen to, and whether paper has something on it."""

import os
import pathlib

from axe_playwright_python.sync_playwright import Axe

from browser import DESKTOP, PHONE, Browser, expect, fail, open_page

SMALL = {"width": 320, "height": 568}

items = os.environ["WF_ITEMS"].split(",")
workflows = os.environ["WF_WORKFLOWS"].split(",")
# Name, who looks, path, status.
PAGES = [
    ("inbox", "tc.hoa", "/", 200),
    ("inbox-empty", "bo.anh", "/", 200),
    ("items", "khcn.linh", "/items", 200),
    ("item", "tc.hoa", f"/items/{items[0]}", 200),
    ("item-of-others", "khcn.linh", f"/items/{items[3]}", 200),
    ("action", "tc.hoa", f"/items/{items[0]}/actions/adjust", 200),
    ("action-refused", "khcn.linh", f"/items/{items[0]}/actions/pass", 409),
    ("edit", "khcn.linh", f"/items/{items[4]}/edit", 200),
    ("new", "khcn.linh", "/items/new", 200),
    ("new-item", "khcn.linh", "/items/new/budgeted-task", 200),
    ("not-found", "khcn.linh", "/items/KHONG-CO", 404),
    ("board", "khcn.linh", "/board", 200),
    ("calendar", "khcn.linh", "/calendar", 200),
    ("calendar-tet", "khcn.linh", "/calendar?month=2021-02", 200),
    ("overdue", "khcn.linh", "/overdue", 200),
    ("search-nothing-asked", "khcn.linh", "/search", 200),
    ("search", "khcn.linh", "/search?q=doi%20moi", 200),
    ("search-none", "khcn.linh", "/search?q=khongco", 200),
    ("people", "khcn.linh", "/people", 200),
    ("delegations", "tc.hoa", "/delegations", 200),
    ("delegation", "tc.hoa", "/delegations/new", 200),
    ("notifications", "khcn.minh", "/notifications", 200),
    ("audit", "khcn.minh", "/audit", 200),
    ("audit-narrowed", "khcn.minh", "/audit?type=item.advanced", 200),
    ("audit-wrong", "khcn.minh", "/audit?from=hom-qua", 422),
    ("verify", "khcn.minh", "/audit/verify", 200),
    ("workflows", "khcn.linh", "/workflows", 200),
    ("workflow", "khcn.linh", "/workflows/budgeted-task", 200),
    ("help", "khcn.linh", "/help", 200),
]
LOOKS = [(DESKTOP, "vi", False), (DESKTOP, "en", True), (PHONE, "vi", True), (PHONE, "en", False)]

shots = os.environ.get("WF_BROWSER_SHOTS")
folder = pathlib.Path(shots) if shots else None
if folder:
    folder.mkdir(parents=True, exist_ok=True)
axe = Axe()
findings = []


def examine(page, name):
    """What axe-core finds serious or critical."""
    for violation in axe.run(page).response["violations"]:
        if violation["impact"] in ("serious", "critical"):
            nodes = "; ".join(node["html"][:160] + " " + str(node.get("failureSummary", ""))[:200]
                              for node in violation["nodes"][:3])
            findings.append(f"{name}: {violation['id']} – {violation['help']}: {nodes}")


def width(page, name):
    wide, window = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    if wide > window:
        findings.append(f"{name}: {wide} px wide in a window of {window}")


# What the keyboard stands on: how it is known apart, and where.
FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = (pseudo) => getComputedStyle(at, pseudo);
  const ring = ["", "::after"].some((pseudo) => {
    const look = style(pseudo);
    return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  });
  const box = at.getBoundingClientRect();
  return { ring, text: at.outerHTML.slice(0, 120), width: box.width, height: box.height,
           key: [...document.querySelectorAll("*")].indexOf(at) };
}"""


def walk(page, name):
    """Tab through the page: the skip link first, each thing visible where it is, none twice before
    all were visited."""
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUS)
    if not first or 'class="skip"' not in first["text"]:
        findings.append(f"{name}: the first thing on the way is no skip link: {first}")
        return
    seen = {first["key"]}
    wanted = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select,"
           + " textarea, summary, [tabindex='0']")].filter((e) => !e.disabled && !e.closest("[hidden]")
           && e.checkVisibility({ visibilityProperty: true })).length""".replace('"\n           + "', ""))
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUS)
        if here is None or here["key"] in seen:
            break
        seen.add(here["key"])
        if not here["ring"]:
            findings.append(f"{name}: the focus cannot be seen on {here['text']}")
        if here["width"] < 1 or here["height"] < 1:
            findings.append(f"{name}: the focus is on what is not there: {here['text']}")
    # Radio buttons of one name count once.
    if len(seen) < wanted * 0.9:
        findings.append(f"{name}: the keyboard came to {len(seen)} of {wanted} things")


def each(browser, size, lang="vi", dark=False, pages=PAGES):
    opened = {}
    for name, person, path, status in pages:
        page = opened.get(person)
        if page is None:
            page = opened[person] = browser.page(person, size=size, lang=lang, dark=dark)
        open_page(page, path, status)
        yield page, f"{name}-{'phone' if size == PHONE else 'desktop'}-{lang}"
    for page in opened.values():
        page.context.close()


with Browser() as browser:
    for size, lang, dark in LOOKS:
        for page, name in each(browser, size, lang, dark):
            expect(page.locator("html").get_attribute("lang") == lang, f"{name}: its language")
            examine(page, name)
            width(page, name)
            if folder:
                page.screenshot(
                    path=folder / f"{name}-{'dark' if dark else 'light'}.png", full_page=True)
    drawn = [(f"workflow-{name}", "khcn.linh", f"/workflows/{name}", 200) for name in workflows]
    for size in (DESKTOP, PHONE):
        for page, name in each(browser, size, pages=drawn):
            picture = page.locator(".drawing-tall" if size == PHONE else ".drawing-wide")
            expect(picture.is_visible(), f"{name}: the drawing is shown")
            width(page, name)
            if folder:
                picture.screenshot(path=folder / f"{name}-drawing.png")
    for page, name in each(browser, SMALL):
        width(page, name + " at 320")
    for page, name in each(browser, DESKTOP):
        walk(page, name)
    for page, name in each(browser, DESKTOP, pages=[p for p in PAGES if p[3] == 200]):
        pdf = page.pdf(prefer_css_page_size=True)
        if len(pdf) < 8_000:
            findings.append(f"{name}: nothing on paper")
        if folder:
            (folder / f"{name}.pdf").write_bytes(pdf)
    browser.check()
    if findings:
        fail("\n".join(findings))
    print(f"{len(PAGES)} pages and {len(workflows)} drawings examined")
