"""Somebody who looks at an item or a list is told when another person changes it, in whatever way, and
not of their own page that is already new."""

import os

from browser import Browser, expect, open_page

item = os.environ["WF_ITEMS"].split(",")[4]
other_item = os.environ["WF_ITEMS"].split(",")[0]

with Browser() as browser:
    reader, list_reader, of_other = (browser.page("khcn.minh") for _ in range(3))
    open_page(reader, f"/items/{item}")
    open_page(list_reader, "/items")
    open_page(of_other, f"/items/{other_item}")

    def told(page):
        bar = page.get_by_text("Có thay đổi mới.")
        bar.wait_for()
        return bar

    def change(contact):
        """Fields are changed: an event that is no step."""
        writer = browser.page("khcn.linh")
        open_page(writer, f"/items/{item}/edit")
        writer.get_by_label("Người liên hệ").fill(contact)
        writer.locator("main form .submit button").click()
        writer.get_by_role("status").filter(has_text="Đã xong").wait_for()
        return writer

    writer = change("Chị Vân")
    told(reader)
    told(list_reader)
    of_other.wait_for_timeout(500)
    expect(not of_other.get_by_text("Có thay đổi mới.").is_visible(), "not of another item")
    expect(not writer.get_by_text("Có thay đổi mới.").is_visible(),
           "whoever did it sees it already")
    reader.get_by_role("button", name="Xem bản mới").click()
    reader.get_by_text("Chị Vân").first.wait_for()
    expect(not reader.get_by_text("Có thay đổi mới.").is_visible(), "the page is new again")

    # What happened before the stream began is not missed: between the page and its script.
    held = browser.page("khcn.minh")
    held.route("**/assets/*.js", lambda route: (change("Anh Bình"), route.continue_()))
    open_page(held, f"/items/{item}")
    told(held)
    browser.check()
    print("a second person is told")
