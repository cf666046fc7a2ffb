"""An estimate typed with the script: whole numbers are grouped, what is none stays as it was typed and
is not computed with, and lines are added."""

import os

from browser import Browser, expect, open_page

item = os.environ["WF_ITEMS"].split(",")[4]

with Browser() as browser:
    page = browser.page("khcn.linh")
    open_page(page, f"/items/{item}/actions/submit")
    table = page.locator("[data-lines]")
    quantity = page.get_by_label("Số lượng 1", exact=True)
    price = page.get_by_label("Đơn giá (đồng) 1", exact=True)
    amount = table.locator("tbody tr").first.locator("[data-amount]")
    total = table.locator("[data-sum]")

    def typed(text, into=price):
        into.fill("")
        into.press_sequentially(text)
        return into.input_value()

    def pasted(text, into=price):
        into.fill(text)
        return into.input_value()

    quantity.press_sequentially("2")
    for way in (typed, pasted):
        for text, shown in (
            ("1250000", "1.250.000"), ("1.250.000", "1.250.000"), ("1 250 000", "1.250.000"),
        ):
            expect(way(text) == shown, f"{text} becomes {price.input_value()}")
            expect(amount.inner_text() == "2.500.000", f"{text} twice is {amount.inner_text()}")
            expect(total.inner_text() == "2.500.000", f"in total {total.inner_text()}")
        for text in ("1,5", "1.5", "1.250.000,00", "4000000,5", "1,25 tỷ", "1250k", "12.50", "1,250,000",
                     "1250000.5"):
            expect(way(text) == text, f"{text} stays: {price.input_value()}")
            expect(amount.inner_text() == "", f"{text} twice is {amount.inner_text()}")
            expect(total.inner_text() == "", f"in total {total.inner_text()}")

    # Digits within a number, and out of it, move its groups.
    typed("1250000")
    price.press("Backspace")
    expect(price.input_value() == "125.000", f"one digit less: {price.input_value()}")
    price.press("Home")
    price.press_sequentially("9")
    expect(price.input_value() == "9.125.000", f"one in front: {price.input_value()}")
    # A part of it written over may be a fraction.
    price.press("Home")
    price.press("ArrowRight")
    price.press("ArrowRight")
    price.press("Shift+End")
    price.press_sequentially("5")
    expect(price.input_value() == "9.5", f"written over: {price.input_value()}")

    typed("1250000000")
    seen = price.evaluate("(input) => input.scrollWidth <= input.clientWidth")
    expect(seen, "a price of ten digits can be read as a whole")
    source = page.get_by_label("Nguồn 1", exact=True)
    source.fill("SN KH&CN 2021")
    expect(source.evaluate("(input) => input.scrollWidth <= input.clientWidth"), "a source too")

    # The server says of it what it says to those without the script.
    typed("1,5")
    page.get_by_label("Nội dung chi 1", exact=True).fill("Thuê giảng viên")
    page.locator("main form").evaluate("(form) => { form.noValidate = true; }")
    page.locator("main form .submit button").click()
    page.locator("#f-field-estimate-fault").wait_for()
    expect("1,5" in page.locator("#f-field-estimate-fault").inner_text(), "the server refuses it")
    expect(price.input_value() == "1,5", f"as typed: {price.input_value()}")

    # One more line than there were.
    lines = table.locator("tbody tr")
    count = lines.count()
    add = page.get_by_role("button", name="Thêm dòng")
    expect(add.is_visible(), "a line can be added")
    add.click()
    expect(lines.count() == count + 1, f"{lines.count()} lines after {count}")
    new = page.get_by_label(f"Nội dung chi {count + 1}", exact=True)
    expect(new.evaluate("(input) => input === document.activeElement"), "it is written in at once")
    expect(new.get_attribute("name") == f"field.estimate.{count}.item",
           f"under a name of its own: {new.get_attribute('name')}")
    page.get_by_label(f"Số lượng {count + 1}", exact=True).fill("3")
    page.get_by_label(f"Đơn giá (đồng) {count + 1}", exact=True).fill("1000")
    expect(lines.last.locator("[data-amount]").inner_text() == "3.000", "and is added up")
    without = browser.page("khcn.linh", script=False)
    open_page(without, f"/items/{item}/actions/submit")
    expect(not without.get_by_text("Thêm dòng").is_visible(), "no button that does nothing")
    browser.check()
    print("an estimate as it is typed")
