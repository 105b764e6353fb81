# `make check` before every commit. `./check` does the same from nothing, on the built package.

BIN ?= .venv-dev/bin
BENCHES = $(filter-out %/shared.py,$(wildcard bench/speed/*.py bench/quality/*.py))

.PHONY: check test golden docs bench try dev reference

check: dev  ## lint, format, types, layers, fast tests
	scripts/checks.sh $(BIN) -m "not slow"

test: dev  ## every test, with branch coverage
	$(BIN)/python -m pytest -q --cov --cov-report=term:skip-covered

golden: dev  ## parse the rules' examples anew and store the trees; review the difference as code
	$(BIN)/python -m tools.rules --golden

reference: dev  ## rewrite the generated pages of docs/reference
	$(BIN)/python -m tools.reference

docs: dev  ## build the documentation into docs/_build
	$(BIN)/python -m pip install -q '.[docs]'
	$(BIN)/python -m sphinx -q -W -b html docs docs/_build

bench: dev  ## measure speed and quality; some programs need data beside the checkout and say so
	for program in $(BENCHES); do echo "== $$program"; $(BIN)/python $$program || exit 1; done

try:  ## read the page that ships
	./try

dev: $(BIN)/.ready

$(BIN)/.ready: pyproject.toml
	. scripts/environment.sh && make_environment $(BIN:/bin=)
	$(BIN)/python -m pip install -q -e '.[dev,pandas]'
	touch $@
