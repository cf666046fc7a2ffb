"""Finance's day: from the sign-in to three estimates appraised, one returned for a supplement with a
reason, one adjusted, one passed. By mouse and keyboard at the pace of a person who reads each page and
types sixty words a minute, without typing an address but the first. Prints how long it took, and the
clicks and keys."""

import os
import time

from browser import Browser, expect

# Milliseconds for a key: five and a space make a word, and a word takes a second.
KEY = 1_000 / 6
# Milliseconds in which an eye finds what to press.
LOOK = 800


class Hands:
    """Does what a person does, as fast as they do, and counts it."""

    def __init__(self, page):
        self.page, self.clicks, self.keys = page, 0, 0

    def click(self, target):
        target.wait_for()
        self.page.wait_for_timeout(LOOK)
        self.clicks += 1
        target.click()

    def type(self, target, text):
        self.click(target)
        target.press("Control+A")
        self.keys += 1 + len(text)
        target.press_sequentially(text, delay=KEY)


with Browser() as browser:
    page = browser.page()
    hands = Hands(page)
    begun = time.monotonic()
    page.goto("/")
    hands.type(page.get_by_label("Mã người dùng"), "tc.hoa")
    hands.type(page.get_by_label("Mật khẩu"), os.environ["WF_PASSWORD"])
    hands.click(page.get_by_role("button", name="Đăng nhập"))
    page.get_by_role("heading", name="Việc của bạn", level=1).wait_for()
    expect(page.locator(".row").count() >= 3, "three estimates wait in the inbox")

    def begin(title):
        """Begins an action by its title."""
        hands.click(page.get_by_role("link", name=title, exact=True))

    def said(text):
        """Waits until the page says that it was done."""
        page.get_by_role("status").filter(has_text=text).wait_for()

    # 1. The first, the most urgent, lacks a quotation: it goes back, with the reason.
    hands.click(page.locator(".row h3 a").first)
    one = page.url
    begin("Trả lại hồ sơ để bổ sung")
    hands.type(page.get_by_label("Lý do"), "Thiếu báo giá thuê hội trường")
    hands.click(page.get_by_role("button", name="Trả lại hồ sơ để bổ sung"))
    said("Đã xong: Trả lại hồ sơ để bổ sung")

    # 2. The next one has too high a price.
    hands.click(page.get_by_role("link", name="Việc tiếp theo"))
    begin("Điều chỉnh dự toán")
    two = page.url.split("/actions/")[0]
    expect(two != one, "the next estimate is another")
    hands.type(page.get_by_label("Đơn giá (đồng) 2"), "100000")
    amount = page.get_by_label("Số thẩm định")
    expect(amount.input_value() == "45.000.000", f"the total is offered: {amount.input_value()}")
    hands.type(page.get_by_label("Lý do"), "Giảm tiền in tài liệu theo định mức")
    hands.click(page.get_by_role("button", name="Điều chỉnh dự toán"))
    said("Đã xong: Điều chỉnh dự toán")

    # 3. The last one is as it should be.
    hands.click(page.get_by_role("link", name="Việc tiếp theo"))
    begin("Thống nhất dự toán")
    three = page.url.split("/actions/")[0]
    expect(three not in (one, two), "the third estimate is another")
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
