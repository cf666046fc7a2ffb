"""The core of the work without any script: signing in, being told what is missing, an action done."""

import os

from browser import Browser, expect, open_page, sign_in

item, other = os.environ["WF_ITEMS"].split(",")[:2]

with Browser() as browser:
    page = browser.page("tc.hoa", script=False)
    open_page(page, f"/items/{item}/actions/return")
    page.get_by_label("Lý do").fill("   ")
    page.locator("main form button").click()
    # What is missing is said beside it.
    page.locator("#f-note-fault").filter(has_text="cần nêu lý do").wait_for()
    page.get_by_role("link", name="Thôi, quay lại").click()
    page.get_by_role("link", name="Điều chỉnh dự toán", exact=True).click()
    page.get_by_label("Đơn giá (đồng) 2").fill("100.000")
    page.get_by_label("Số thẩm định").fill("45000000")
    page.get_by_label("Lý do").fill("Theo định mức")
    page.get_by_role("button", name="Điều chỉnh dự toán").click()
    page.get_by_role("status").filter(has_text="Chờ phê duyệt").wait_for()
    expect("-3.000.000" in page.locator("main table").inner_text(), "the difference")
    # The session ends while somebody writes: what they wrote comes back after the sign-in.
    open_page(page, f"/items/{other}/actions/return")
    page.get_by_label("Lý do").fill("Thiếu báo giá\nthuê hội trường")
    page.context.clear_cookies(name="wf-session")
    page.locator("main form button").click()
    page.get_by_role("alert").filter(has_text="Những gì bạn nhập vẫn còn").wait_for()
    page.locator("[name=person]").fill("tc.hoa")
    page.locator("[name=password]").fill(os.environ["WF_PASSWORD"])
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("button", name="Xem lại biểu mẫu").click()
    page.get_by_role("status").filter(has_text="Bạn đã đăng nhập lại").wait_for()
    # A text area that is still being read has a part of its text.
    page.wait_for_load_state()
    reason = page.get_by_label("Lý do")
    expect(reason.input_value() == "Thiếu báo giá\nthuê hội trường",
           f"what was typed is there: {reason.input_value()!r}")
    page.locator("main form button").click()
    page.get_by_role("status").filter(has_text="Chờ bổ sung hồ sơ").wait_for()
    # Out and in again.
    page.goto("/account")
    page.locator("main").get_by_role("button", name="Đăng xuất", exact=True).first.click()
    page.get_by_text("Bạn đã đăng xuất.").wait_for()
    sign_in(page, "tc.hoa")
    browser.check()
    print("works without a script")
