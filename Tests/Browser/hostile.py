"""Texts that try to become part of the page: nothing of them may run or change where a page leads, on
any page. The server's home has such texts wherever people can write."""

import json
import os

from browser import Browser, expect, open_page

paths = json.loads(os.environ["WF_PATHS"])

with Browser() as browser:
    for person in ("tc.hoa", "tc.nam", "khcn.linh"):
        page = browser.page(person)
        page.on("dialog", lambda dialog: expect(False, f"a dialog: {dialog.message}"))
        for path in paths:
            open_page(page, path, None)
            expect("hacked" not in page.title().split("–")[-1], f"{path}: the title was changed")
            found = page.evaluate("""() => ({
              scripts: document.querySelectorAll('main script, main svg[onload], main iframe').length,
              handlers: [...document.querySelectorAll('*')].filter((element) =>
                [...element.attributes].some((attribute) => attribute.name.startsWith('on'))).length,
              links: [...document.querySelectorAll('a')].filter((link) =>
                link.protocol !== 'http:' || link.host !== location.host).length,
              images: document.querySelectorAll('main img').length,
            })""")
            expect(not any(found.values()), f"{path}: {found}")
    browser.check()
    print(f"{len(paths)} pages withstand")
