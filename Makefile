# Everything here works on a fresh checkout: it needs python3 (3.11 or newer) with venv, and make.
# Each target prints what it does and does nothing twice.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed-run
STAMP := $(VENV)/.installed-test
DEV_STAMP := $(VENV)/.installed-dev
LISTEN ?= :8065
DATA ?= .mmpy
PYTEST_WORKERS ?= 2
TOGETHER := --no-print-directory --jobs=2 --output-sync=target
WEB := $(BIN)/python packaging/web_client.py
LOCKS := packaging/requirements
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --no-compile

# Where it is set, every process would compile all its code again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test test-failed test-modes test-web faults check check-python check-web fmt bench bench-short bench-web screens pictures binary lock clean install web

help: ## Show the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

run: $(RUN_STAMP) web ## Start the server at http://localhost:8065, with its data in .mmpy
	@echo "== mmpy server --data $(DATA) --listen $(LISTEN)"
	@exec $(BIN)/mmpy server --data $(DATA) --listen $(LISTEN)

test: $(STAMP) web ## Prove that everything works: check, Python tests with coverage, web tests, browser tests
	@$(MAKE) $(TOGETHER) check-python check-web test-web
	@echo "== tests of the server, and of both in a browser"
	@rm -f .coverage .coverage.*
	@$(BIN)/coverage run -m pytest -n $(PYTEST_WORKERS) --dist loadfile --no-loadscope-reorder \
		--ignore tests/test_architecture.py --ignore tests/bench -m "not slow"
	@$(BIN)/coverage combine -q && $(BIN)/coverage report

test-failed: $(STAMP) ## Ask the tests that failed a second time, alone; those that pass then are unsteady, and named
	@test -s .pytest_cache/v/cache/lastfailed || { echo "no test failed"; exit 1; }
	@sed 's/^/== unsteady, or broken: /' .pytest_cache/v/cache/lastfailed
	@$(BIN)/python -m pytest --last-failed --last-failed-no-failures none -m "not slow"

test-modes: $(STAMP) ## Run the API tests again with two workers, and with caches of no and of one entry
	@for mode in MMPY_TEST_WORKERS=2 MMPY_TEST_CACHE_SIZE=0 MMPY_TEST_CACHE_SIZE=1; do echo "== $$mode" && \
		env $$mode $(BIN)/python -m pytest -n $(PYTEST_WORKERS) --dist loadfile tests/features || exit 1; done

faults: $(STAMP) ## Kill processes under load, and send 20,000 requests of nonsense; count what is left
	@MMPY_KILL_CYCLES=30 $(BIN)/python -m pytest tests/faults tests/features/messaging/test_counters.py

check: install ## Format, lint, types, imports and house rules, of Python and TypeScript
	@$(MAKE) $(TOGETHER) check-python check-web

check-python: install
	@echo "== ruff" && $(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	@echo "== pyright" && $(BIN)/pyright
	@echo "== imports" && $(BIN)/lint-imports --no-logo --cache-dir .import_linter_cache
	@echo "== house rules" && $(BIN)/python -m pytest tests/test_architecture.py

check-web: install
	@echo "== tsc" && $(WEB) npm run --silent types
	@echo "== eslint" && $(WEB) npm run --silent lint

test-web: install
	@echo "== tests of the web client" && $(WEB) npm run --silent test

fmt: install ## Put the Python code in shape
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

bench: install web ## Measure CPU per operation, throughput and times of a server under load
	@$(BIN)/python -m tests.bench

bench-short: install web ## The same in a minute, in a small place; fails when an operation has become far too dear
	@$(BIN)/python -m tests.bench --small

bench-web: install web ## Measure what people feel of the web client in a real Chromium, among 5,000 channels
	@$(BIN)/python -m tests.bench.web

screens: $(STAMP) web ## Draw every main screen in three widths, light and dark, into screens/
	@$(BIN)/python -m tests.browser.screens

pictures: $(STAMP) web ## Draw the pictures of the README anew
	@$(BIN)/python -m tests.browser.pictures

binary: $(DEV_STAMP) web ## Build dist/mmpy, one executable with everything inside, and try it
	@command -v objdump >/dev/null || { echo "binutils is missing: apt install binutils"; exit 2; }
	@echo "== dist/mmpy"
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct 2>/dev/null || echo 1767225600) PYTHONHASHSEED=0 \
		$(BIN)/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller \
		packaging/pyinstaller/mmpy.spec
	@ls -lh dist/mmpy
	@$(BIN)/python -m pytest tests/packaging -m slow

lock: ## Choose versions anew after pyproject.toml changed; packaging/LICENCES.md follows by hand
	@$(PYTHON) -m venv $(VENV)-lock && $(VENV)-lock/bin/pip install --quiet uv
	@for extras in "" "-test --extra test" "-dev --extra test --extra dev"; do set -- $$extras; case "$$1" in -*) name=$$1; shift;; *) name="";; esac; \
		$(VENV)-lock/bin/uv pip compile pyproject.toml "$$@" --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-header --no-annotate --quiet --output-file $(LOCKS)$$name.txt || exit 1; done
	@rm -rf $(VENV)-lock

clean: ## Remove what was built and installed here; data in .mmpy stays
	rm -rf $(VENV) build dist mattermost_py/web/dist mattermost_py/web/node_modules .coverage .coverage.* \
		.ruff_cache .import_linter_cache .pytest_cache .hypothesis tests/*/node_modules tests/*/*/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

install: $(STAMP)

web: $(RUN_STAMP)
	@$(WEB)

$(BIN)/python:
	@echo "== a virtual environment in $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ..."; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing: apt install python3-venv"; exit 2; }

$(RUN_STAMP): pyproject.toml $(LOCKS).txt | $(BIN)/python
	@echo "== installing mmpy and what it needs"
	@$(PIP) --require-hashes -r $(LOCKS).txt && $(PIP) --no-deps -e .
	@touch $@

$(STAMP): pyproject.toml $(LOCKS)-test.txt | $(BIN)/python
	@echo "== installing mmpy and what its tests need"
	@$(PIP) --require-hashes -r $(LOCKS)-test.txt && $(PIP) --no-deps -e .
	@touch $@ $(RUN_STAMP)

$(DEV_STAMP): pyproject.toml $(LOCKS)-dev.txt | $(STAMP)
	@echo "== installing what packaging needs"
	@$(PIP) --require-hashes -r $(LOCKS)-dev.txt && $(PIP) --no-deps -e .
	@touch $@
