#!/bin/sh
# What asks the API from outside: the validity of its document, properties of every route, and a
# client that is generated from it. Arguments: what to run, the address of the server, a folder for
# the tools (kept, so that they are installed once), a folder for what is made. The token is in
# WF_TOKEN.
set -eu
what=$1 server=$2 tools=$3 made=$4
here=$(cd "$(dirname "$0")" && pwd)
if [ ! -e "$tools/ready" ]; then
    python3 -m venv "$tools"
    "$tools/bin/pip" --quiet install 'schemathesis==4.32.5' 'openapi-spec-validator==0.9.0' \
        'openapi-python-client==0.29.1'
    touch "$tools/ready"
fi
document="$server/api/v1/openapi.json"
cd "$made"
case $what in
validate)
    "$tools/bin/python" - "$document" <<'PYTHON'
import json, sys, urllib.request
from openapi_spec_validator import OpenAPIV31SpecValidator
document = json.load(urllib.request.urlopen(sys.argv[1]))
errors = [f"{list(e.path)}: {e.message}" for e in OpenAPIV31SpecValidator(document).iter_errors()]
print("\n".join(errors) or "valid")
sys.exit(bool(errors))
PYTHON
    ;;
explore)
    # Whoever lists tokens and then revokes what they found is known to nobody afterwards.
    if [ "${WF_ONLY:-}" ]; then
        chosen="--include-operation-id $WF_ONLY"
    else
        chosen="--exclude-operation-id revokeToken"
    fi
    # What fits its schema can still be refused by a rule (409), name what is not there (404), or
    # be no limit, condition or date (400, 422): these are answers, and documented.
    # Names of what there is, so that more than the looking up is tried.
    cat >schemathesis.toml <<'TOML'
# The stream of changes has no end of its own.
max-stream-events = 2

[[operations]]
include-operation-id = "followChanges"
# A header nobody knows counts as a fault where a header is declared, and no server minds it.
checks.negative_data_rejection.expected-statuses = ["200", "400", "401", "403", "405", "429", "503"]

[dictionaries.items]
values = ["PL.II.8", "PL.II.3", "PL.III.1", "NV-1"]
[dictionaries.actions]
values = ["submit", "withdraw", "suspend", "cancel", "proposal"]
[dictionaries.plans]
values = ["plan-149-2021"]
[dictionaries.tables]
values = ["approval-authority"]
[dictionaries.workflows]
values = ["budgeted-task", "training-course"]
[dictionaries.agencies]
values = ["so-khcn", "so-tai-chinh"]
[dictionaries.people]
values = ["khcn.linh", "tc.hoa"]
[dictionaries.hooks]
values = ["ke-toan"]

[parameters]
"path.item" = { dictionary = "items", probability = 0.8 }
"path.action" = { dictionary = "actions", probability = 0.8 }
"path.task" = { dictionary = "actions", probability = 0.8 }
"path.plan" = { dictionary = "plans", probability = 0.5 }
"path.table" = { dictionary = "tables", probability = 0.8 }
"path.workflow" = { dictionary = "workflows", probability = 0.5 }
"path.agency" = { dictionary = "agencies", probability = 0.5 }
"path.person" = { dictionary = "people", probability = 0.5 }
"path.name" = { dictionary = "hooks", probability = 0.5 }

[checks.positive_data_acceptance]
expected-statuses = ["2xx", "304", "400", "401", "403", "404", "409", "412", "422", "503"]
TOML
    "$tools/bin/schemathesis" --config-file schemathesis.toml run "$document" \
        $chosen --url "$server" --checks all --phases "${WF_PHASES:-examples,coverage,fuzzing}" \
        --max-examples "${WF_EXAMPLES:-8}" --seed 149 --generation-deterministic \
        --header "Authorization: Bearer $WF_TOKEN" --no-color --max-failures 25
    ;;
client)
    # As it is made: nothing is there to make it prettier with.
    echo 'post_hooks: []' >client.yaml
    "$tools/bin/openapi-python-client" generate --config client.yaml --url "$document" --output-path client \
        --meta none --fail-on-warning
    PYTHONPATH=. "$tools/bin/python" "$here/use_client.py" "$server"
    ;;
esac
