"""A browser that is somebody, for the checks in this folder."""

import os
import shutil
import sys
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import sync_playwright

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


class Browser:
    """Chromium of the system. Whatever a page complains about, or asks of other hosts, is kept in
    `complaints`: `check()` fails when there is any."""

    def __init__(self):
        self.url = os.environ["WF_URL"]
        self.cookies = {}
        self.complaints = []

    def __enter__(self):
        self._playwright = sync_playwright().start()
        path = os.environ.get("WF_CHROMIUM") or shutil.which("chromium")
        self._browser = self._playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        return self

    def __exit__(self, *_):
        self._browser.close()
        self._playwright.stop()

    def page(self, person=None, size=DESKTOP, lang="vi", dark=False, script=True, **options):
        """A new page of a browser in which the person has signed in."""
        context = self._browser.new_context(
            viewport=size, color_scheme="dark" if dark else "light", java_script_enabled=script,
            reduced_motion="reduce",
            locale="vi-VN" if lang == "vi" else "en-GB", timezone_id="Asia/Ho_Chi_Minh",
            base_url=self.url, **options)
        host = urlsplit(self.url).hostname
        context.add_cookies([{"name": "wf-lang", "value": lang, "domain": host, "path": "/"}])
        context.set_default_timeout(30_000)
        page = context.new_page()
        page.on("console", lambda message: self._console(page, message))
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("request", lambda request: self._request(page, request))
        if person in self.cookies:
            context.add_cookies(self.cookies[person])
        elif person:
            sign_in(page, person)
            self.cookies[person] = [
                cookie for cookie in context.cookies() if cookie["name"] == "wf-session"]
        return page

    def _console(self, page, message):
        # That a page was refused or not found is what many checks are about.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"{page.url}: {message.text}")

    def _request(self, page, request):
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.complaints.append(f"{page.url} asks {request.url}")

    def check(self):
        if self.complaints:
            fail("\n".join(self.complaints))


def sign_in(page, person):
    """By the form, as everybody does, once for each person and browser."""
    open_page(page, "/sign-in")
    page.locator("[name=person]").fill(person)
    page.locator("[name=password]").fill(os.environ["WF_PASSWORD"])
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def fail(text):
    print("FAILED: " + text, flush=True)
    sys.exit(1)


def expect(condition, text):
    if not condition:
        fail(text)


def open_page(page, path, status=200):
    """Opens a page and checks that it is answered with this status; None: with any but a fault."""
    response = page.goto(urljoin(os.environ["WF_URL"], path))
    expect(response.status == status if status else response.status < 500,
           f"{path}: {response.status} instead of {status}")
    return response
