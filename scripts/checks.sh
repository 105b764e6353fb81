#!/bin/sh
# `checks.sh BIN [pytest options]`: lint, format, types, layers, then the tests, with the programs in BIN.
set -eu
cd "$(dirname "$0")/.."
bin=$1
shift

echo "ruff"
"$bin/ruff" check --quiet
"$bin/ruff" format --check --quiet || { echo "run: ruff format" >&2; exit 1; }
echo "mypy"
"$bin/mypy" --no-error-summary
echo "lint-imports"
"$bin/lint-imports" --no-cache >.import-report 2>&1 || { cat .import-report >&2; rm -f .import-report; exit 1; }
rm -f .import-report
echo "pytest"
exec "$bin/python" -m pytest -q "$@"
