"""Every kind of page there is: its name, who looks, its path, the status it is answered with."""

import os

items = os.environ["WF_ITEMS"].split(",")
workflows = os.environ["WF_WORKFLOWS"].split(",")

PAGES = [
    ("sign-in", None, "/sign-in", 200),
    ("signed-out", None, "/sign-in?notice=out", 200),
    ("setup", None, os.environ["WF_SETUP"], 200),
    ("setup-over", None, "/setup/khong-con", 404),
    ("inbox", "tc.hoa", "/", 200),
    ("inbox-agency", "khcn.linh", "/?scope=agency", 200),
    ("inbox-empty", "bo.anh", "/", 200),
    ("items", "khcn.linh", "/items", 200),
    ("items-none", "khcn.linh", "/items?q=khongco", 200),
    ("item-appraisal", "tc.hoa", f"/items/{items[0]}", 200),
    ("item-of-others", "khcn.linh", f"/items/{items[0]}", 200),
    ("item-approval", "ubnd.vice", f"/items/{items[3]}", 200),
    ("item-proposal", "khcn.linh", f"/items/{items[4]}", 200),
    ("action-adjust", "tc.hoa", f"/items/{items[0]}/actions/adjust", 200),
    ("action-submit", "khcn.linh", f"/items/{items[4]}/actions/submit", 200),
    ("action-refused", "khcn.linh", f"/items/{items[0]}/actions/pass", 409),
    ("edit", "khcn.linh", f"/items/{items[4]}/edit", 200),
    ("assign", "tc.nam", f"/items/{items[0]}/assign", 200),
    ("new", "khcn.linh", "/items/new", 200),
    ("new-item", "khcn.linh", "/items/new/budgeted-task", 200),
    ("not-found", "khcn.linh", "/items/KHONG-CO", 404),
    ("board", "khcn.linh", "/board", 200),
    ("calendar", "khcn.linh", "/calendar", 200),
    ("calendar-tet", "khcn.linh", "/calendar?month=2021-02", 200),
    ("overdue", "khcn.linh", "/overdue", 200),
    ("search-nothing-asked", "khcn.linh", "/search", 200),
    ("search", "khcn.linh", "/search?q=doi%20moi", 200),
    ("search-none", "khcn.linh", "/search?q=khongco", 200),
    ("people", "khcn.linh", "/people", 200),
    ("delegations", "tc.hoa", "/delegations", 200),
    ("delegation", "tc.hoa", "/delegations/new", 200),
    ("notifications", "khcn.minh", "/notifications", 200),
    ("audit", "khcn.minh", "/audit", 200),
    ("audit-narrowed", "khcn.minh", "/audit?type=item.advanced", 200),
    ("audit-wrong", "khcn.minh", "/audit?from=hom-qua", 422),
    ("audit-not-for-all", "khcn.linh", "/audit", 403),
    ("verify", "khcn.minh", "/audit/verify", 200),
    ("workflows", "khcn.linh", "/workflows", 200),
    ("workflow", "khcn.linh", "/workflows/budgeted-task", 200),
    ("account", "tc.hoa", "/account", 200),
    ("account-administrator", "khcn.minh", "/account", 200),
    ("accounts", "khcn.minh", "/accounts", 200),
    ("account-of-other", "khcn.minh", "/accounts/tc.hoa", 200),
    ("account-of-none", "khcn.minh", "/accounts/khong.co", 404),
    ("accounts-not-for-all", "khcn.linh", "/accounts", 403),
    ("help", "khcn.linh", "/help", 200),
]
DRAWINGS = [(f"workflow-{name}", "khcn.linh", f"/workflows/{name}", 200) for name in workflows]


def chosen(pages):
    """Those that WF_PAGES names, or all."""
    wanted = {name for name in os.environ.get("WF_PAGES", "").split(",") if name}
    return [page for page in pages if not wanted or page[0] in wanted]
