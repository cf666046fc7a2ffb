"""Texts that try to become part of the page: nothing of them may run or change where a page leads, on
any page. The server's home has such texts wherever people can write; what a browser says of itself, the
names of tokens and what is typed at the sign-in are of that kind, too."""

import json
import os
from urllib.parse import quote

from browser import Browser, expect, open_page

paths = json.loads(os.environ["WF_PATHS"])
text = os.environ["WF_TEXT"]
INJECTED = """() => ({
  scripts: document.querySelectorAll('main script, main svg[onload], main iframe').length,
  handlers: [...document.querySelectorAll('*')].filter((element) =>
    [...element.attributes].some((attribute) => attribute.name.startsWith('on'))).length,
  links: [...document.querySelectorAll('a, form')].filter((link) => {
    const to = new URL(link.href || link.action, location);
    return to.protocol !== 'mailto:' && (to.protocol !== 'http:' || to.host !== location.host);
  }).length,
  images: document.querySelectorAll('main img').length,
  titles: document.head.querySelectorAll('title').length - 1,
})"""


def harmless(page, where):
    expect("hacked" not in page.title().split("–")[-1], f"{where}: the title was changed")
    found = page.evaluate(INJECTED)
    expect(not any(found.values()), f"{where}: {found}")


with Browser() as browser:
    def of(person):
        # A header carries no letters beyond ASCII.
        page = browser.page(person, user_agent=text.encode("ascii", "ignore").decode())
        page.on("dialog", lambda dialog: expect(False, f"a dialog: {dialog.message}"))
        return page

    for person in ("tc.hoa", "tc.nam", "khcn.linh", "khcn.minh"):
        page = of(person)
        for path in paths:
            open_page(page, path, None)
            harmless(page, path)
    # Tokens: each text as the name of one; they stand in the list with those made before.
    for name in json.loads(os.environ["WF_TEXTS"]):
        open_page(page, "/account")
        page.locator("#token-name").fill(name)
        page.locator("#token-password").fill(os.environ["WF_PASSWORD"])
        page.get_by_role("button", name="Tạo khóa").click()
        page.locator("code.secret").wait_for()
        harmless(page, "/account with a token")
        expect(page.locator(".row h3").get_by_text(" ".join(name.split()), exact=True).count() >= 1, f"the token {name}")
    page.locator("#old").fill(text)
    page.get_by_label("Mật khẩu mới", exact=True).fill(text)
    page.get_by_label("Nhập lại mật khẩu mới").fill(text + "!")
    page.get_by_role("button", name="Đổi mật khẩu").click()
    page.get_by_role("alert").wait_for()
    harmless(page, "/account with a wrong password")
    # Before the sign-in.
    page = of(None)
    for path in ("/sign-in?next=", "/sign-in?notice=", "/setup/", "/auth/oidc/callback?error="):
        open_page(page, path + quote(text, safe=""), None)
        harmless(page, path)
    open_page(page, "/sign-in?next=" + quote("//elsewhere.example/" + text, safe=""))
    page.get_by_label("Mã người dùng").fill(text)
    page.get_by_label("Mật khẩu").fill(text)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("alert").wait_for()
    harmless(page, "/sign-in with a wrong name")
    open_page(page, os.environ["WF_SETUP"])
    page.get_by_label("Mật khẩu", exact=True).fill(text)
    page.get_by_label("Nhập lại mật khẩu").fill(text + "!")
    page.get_by_role("button", name="Đặt mật khẩu").click()
    page.get_by_role("alert").wait_for()
    harmless(page, "/setup with two passwords")
    browser.check()
    print(f"{len(paths)} pages withstand, and those of accounts")
