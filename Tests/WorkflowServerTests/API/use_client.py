"""Works with a client generated from the OpenAPI document: lists, reads, asks why, is refused."""
import os
import sys

from client import AuthenticatedClient
from client.api.accounts import create_token, me, revoke_token
from client.api.actions import why
from client.api.command import run_command
from client.api.items import get_item, list_items, start_item
from client.models import (
    CommandRequest, ItemAnswer, ItemChange, ItemPage, NewToken, Problem, StartItem)

client = AuthenticatedClient(base_url=sys.argv[1], token=os.environ["WF_TOKEN"])
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
assert me.sync(client=client).me.id == "khcn.linh"
made = create_token.sync(
    client=client, body=NewToken.from_dict({"name": "client", "scopes": ["read"]}))
narrow = AuthenticatedClient(base_url=sys.argv[1], token=made.token.secret)
assert isinstance(get_item.sync("NV-PY", client=narrow), ItemAnswer)
revoke_token.sync(made.token.id, client=client)
assert get_item.sync("NV-PY", client=narrow).status == 401
answer = run_command.sync(
    client=client,
    body=CommandRequest.from_dict(
        {"protocol": 1, "arguments": ["show", "NV-PY", "--as", "khcn.linh"], "language": "en"}))
assert answer.status == 0 and "NV-PY" in answer.output, answer
print("the generated client works")
