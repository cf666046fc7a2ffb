#!/bin/sh
# What asks the API from outside: the validity of its document, properties of every route, and a
# client that is generated from it. Arguments: what to run, the address of the server, a folder for
# the tools (kept, so that they are installed once), a folder for what is made.
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
    # What fits its schema can still be refused by a rule (409), name what is not there (404), or
    # be no limit, condition or date (400, 422): these are answers, and documented.
    cat >schemathesis.toml <<'TOML'
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "304", "400", "401", "403", "404", "409", "412", "422", "503"]
TOML
    "$tools/bin/schemathesis" --config-file schemathesis.toml run "$document" \
        --url "$server" --checks all --phases examples,coverage,fuzzing \
        --max-examples "${WF_EXAMPLES:-12}" --seed 149 --generation-deterministic \
        --header 'Authorization: Bearer khcn.linh' --no-color --max-failures 25
    ;;
client)
    "$tools/bin/openapi-python-client" generate --url "$document" --output-path client \
        --meta none --fail-on-warning
    PYTHONPATH=. "$tools/bin/python" "$here/use_client.py" "$server"
    ;;
esac
