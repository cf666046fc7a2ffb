"""Finance's day: from the sign-in to three estimates appraised, one returned for a supplement with a
reason, one adjusted, one passed. By mouse and keyboard as a person would, without typing an address
but the first. Prints how long it took, and the clicks and keys."""

import os
import time

from browser import Browser, expect


class Hands:
    """Counts what a person does."""

    def __init__(self, page):
        self.page, self.clicks, self.keys = page, 0, 0

    def click(self, target):
        self.clicks += 1
        target.click()

    def type(self, target, text):
        self.clicks += 1
        target.click()
        target.press("Control+A")
        self.keys += 1 + len(text)
        target.press_sequentially(text, delay=12)


with Browser() as browser:
    page = browser.page(None if "WF_PASSWORD" in os.environ else "tc.hoa")
    hands = Hands(page)
    begun = time.monotonic()
    page.goto("/")
    if "WF_PASSWORD" in os.environ:
        hands.type(page.locator("[name=person]"), "tc.hoa")
        hands.type(page.locator("[name=password]"), os.environ["WF_PASSWORD"])
        hands.click(page.locator("main button[type=submit], main form button").first)
    expect(page.locator(".row").count() >= 3, "three estimates wait in the inbox")

    def start(title):
        """Opens the next waiting estimate and begins an action by its title."""
        hands.click(page.get_by_role("link", name=title, exact=True))

    def said(text):
        """Waits until the page says that it was done."""
        page.get_by_role("status").filter(has_text=text).wait_for()

    # 1. The first, the most urgent, lacks a quotation: it goes back, with the reason.
    first = page.locator(".row h3 a").first
    hands.click(first)
    one = page.url
    start("Trả lại hồ sơ để bổ sung")
    hands.type(page.get_by_label("Lý do"), "Thiếu báo giá thuê hội trường")
    hands.click(page.get_by_role("button", name="Trả lại hồ sơ để bổ sung"))
    said("Đã xong: Trả lại hồ sơ để bổ sung")

    # 2. The next one has too high a price.
    hands.click(page.get_by_role("link", name="Việc tiếp theo"))
    two = page.url
    expect(two != one, "the next estimate is another")
    start("Điều chỉnh dự toán")
    hands.type(page.get_by_label("Đơn giá (đồng) 2"), "100000")
    amount = page.get_by_label("Số thẩm định")
    expect(amount.input_value() == "45.000.000", f"the total is offered: {amount.input_value()}")
    hands.type(page.get_by_label("Lý do"), "Giảm tiền in tài liệu theo định mức")
    hands.click(page.get_by_role("button", name="Điều chỉnh dự toán"))

    # 3. The last one is as it should be.
    hands.click(page.get_by_role("link", name="Việc tiếp theo"))
    three = page.url
    expect(three not in (one, two), "the third estimate is another")
    start("Thống nhất dự toán")
    hands.click(page.get_by_role("button", name="Thống nhất dự toán"))
    said("Chờ phê duyệt")
    took = time.monotonic() - begun

    # What came of it, seen by the one who proposed.
    other = browser.page("khcn.linh")
    for url, text in ((one, "Chờ bổ sung hồ sơ"), (two, "Chờ phê duyệt"), (three, "Chờ phê duyệt")):
        other.goto(url)
        expect(text in other.locator("main").inner_text(), f"{url}: {text}")
    other.goto(one)
    expect("Thiếu báo giá thuê hội trường" in other.locator(".timeline").inner_text(), "the reason")
    other.goto(two)
    expect("-3.000.000" in other.locator("main table").inner_text(), "the difference")
    browser.check()
    print(f"finance's day: {took:.1f} s, {hands.clicks} clicks, {hands.keys} keys")
    expect(took < 120, f"it took {took:.0f} s")
