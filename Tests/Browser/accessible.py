"""Every page, in both languages, on a phone and a desktop, light and dark: what axe-core finds serious,
whether it fits the screen, whether the keyboard gets everywhere and can be seen to, and whether paper
has something on it. A page is loaded once for each language; its size and its colours change in place,
as they do for people."""

import collections
import time

from axe_playwright_python.sync_playwright import Axe

from browser import DESKTOP, PHONE, Browser, expect, fail, open_page
from pages import DRAWINGS, PAGES, chosen

SMALL = {"width": 320, "height": 568}
# Twice the size in a window of 1280 is a page of 640.
ZOOMED = {"width": 640, "height": 450}

axe = Axe()
findings = []


def found(text):
    """Told at once: whoever ends this early knows as much."""
    print(text, flush=True)
    findings.append(text)


def examine(page, name):
    """What axe-core finds serious or critical."""
    for violation in axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]:
        if violation["impact"] in ("serious", "critical"):
            nodes = "; ".join(node["html"][:160] + " " + str(node.get("failureSummary", ""))[:200]
                              for node in violation["nodes"][:3])
            found(f"{name}: {violation['id']} – {violation['help']}: {nodes}")


def width(page, name, *sizes):
    for size in sizes:
        page.set_viewport_size(size)
        wide, window = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        if wide > window:
            found(f"{name}: {wide} px wide in a window of {window}")


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
# Radio buttons of one name count once.
REACHABLE = """() => {
  const seen = new Set();
  return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select,"
    + "textarea, summary, [tabindex='0']")]
    .filter((e) => !e.disabled && !e.closest("[hidden]")
      && e.checkVisibility({ visibilityProperty: true }))
    .filter((e) => e.type !== "radio" || (!seen.has(e.name) && seen.add(e.name))).length;
}"""


def walk(page, name):
    """Tab through the page: the skip link first, each thing visible where it is, in the order they
    stand, none twice before all were visited."""
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUS)
    if not first or 'class="skip"' not in first["text"]:
        found(f"{name}: the first thing on the way is no skip link: {first}")
        return
    seen = [first["key"]]
    wanted = page.evaluate(REACHABLE)
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUS)
        if here is None or here["key"] in seen:
            break
        if here["key"] < seen[-1]:
            found(f"{name}: the focus jumps back to {here['text']}")
        seen.append(here["key"])
        if not here["ring"]:
            found(f"{name}: the focus cannot be seen on {here['text']}")
        if here["width"] < 1 or here["height"] < 1:
            found(f"{name}: the focus is on what is not there: {here['text']}")
    if len(seen) < wanted:
        found(f"{name}: the keyboard came to {len(seen)} of {wanted} things")


spent = collections.Counter()


def timed(what, action, *arguments, **options):
    begun = time.monotonic()
    action(*arguments, **options)
    spent[what] += time.monotonic() - begun


def each(browser, lang, pages):
    opened = {}
    for name, person, path, status in pages:
        page = opened.get(person)
        if page is None:
            page = opened[person] = browser.page(person, lang=lang)
        page.set_viewport_size(DESKTOP)
        page.emulate_media(color_scheme="light")
        timed("loading", open_page, page, path, status)
        yield page, f"{name} in {lang}", status
    for page in opened.values():
        page.context.close()


with Browser() as browser:
    for page, name, status in each(browser, "vi", chosen(PAGES)):
        expect(page.locator("html").get_attribute("lang") == "vi", f"{name}: its language")
        expect(page.locator("h1").count() == 1, f"{name}: one heading of the page")
        timed("keyboard", walk, page, name)
        timed("axe", examine, page, name)
        timed("width", width, page, name, ZOOMED, PHONE, SMALL)
        if status == 200:
            page.set_viewport_size(DESKTOP)
            begun = time.monotonic()
            if len(page.pdf(prefer_css_page_size=True)) < 8_000:
                found(f"{name}: nothing on paper")
            spent["paper"] += time.monotonic() - begun
    for page, name, _ in each(browser, "en", chosen(PAGES)):
        expect(page.locator("html").get_attribute("lang") == "en", f"{name}: its language")
        page.emulate_media(color_scheme="dark")
        timed("width", width, page, name, SMALL, PHONE)
        timed("axe", examine, page, name + ", phone, dark")
    for page, name, _ in each(browser, "vi", chosen(DRAWINGS)):
        for size, look in ((DESKTOP, ".drawing-wide"), (PHONE, ".drawing-tall")):
            timed("width", width, page, name, size)
            expect(page.locator(look).is_visible(), f"{name}: the drawing is shown")
    browser.check()
    if findings:
        fail(f"{len(findings)} findings")
    print(f"{len(PAGES)} pages and {len(DRAWINGS)} drawings examined; seconds:",
          ", ".join(f"{what} {seconds:.0f}" for what, seconds in spent.most_common()))
