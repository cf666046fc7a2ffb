"""Works with a client generated from the OpenAPI document: lists, reads, asks why, is refused."""
import sys

from client import AuthenticatedClient
from client.api.actions import why
from client.api.items import get_item, list_items, start_item
from client.models import ItemAnswer, ItemChange, ItemPage, Problem, StartItem

client = AuthenticatedClient(base_url=sys.argv[1], token="khcn.linh")
page = list_items.sync(client=client, limit=3)
assert isinstance(page, ItemPage) and len(page.items) == 3, page
item = get_item.sync(page.items[0].id, client=client)
assert isinstance(item, ItemAnswer) and item.item.id == page.items[0].id, item
started = start_item.sync(
    client=client,
    body=StartItem.from_dict(
        {"workflow": "budgeted-task", "id": "NV-PY",
         "fields": {"lead": "so-khcn", "content": "Mua máy đo"}}),
)
assert isinstance(started, ItemChange) and started.item.version == 1, started
reasons = why.sync("NV-PY", "submit", client=client)
assert reasons.allowed is False and reasons.reasons, reasons
again = start_item.sync(
    client=client, body=StartItem.from_dict({"workflow": "budgeted-task", "id": "NV-PY"}))
assert isinstance(again, Problem) and again.status in (409, 422), again
print("the generated client works")
