"""One long word wherever people can write, such as an address: no page becomes wider than its window."""

import json
import os

from browser import DESKTOP, PHONE, Browser, expect, open_page

SMALL = {"width": 320, "height": 568}

with Browser() as browser:
    wide = []
    for person in ("tc.hoa", "khcn.linh", "khcn.minh"):
        page = browser.page(person)
        for path in json.loads(os.environ["WF_PATHS"]):
            open_page(page, path, None)
            for size in (DESKTOP, PHONE, SMALL):
                page.set_viewport_size(size)
                width = page.evaluate("document.documentElement.scrollWidth")
                if width > size["width"]:
                    wide.append(f"{path} for {person}: {width} px in {size['width']}")
    expect(not wide, "\n".join(wide))
    browser.check()
    print("long words are broken")
