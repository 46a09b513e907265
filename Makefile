# `make run` starts the whole service, `make test` checks it. Both set up what they need.
# Variables, on the command line or in the environment: PYTHON, PORT, HOST, AITRONOS_HOME.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV_VERSION := 0.13.9
BIN := .venv/bin
SDK := .make/sdk
CACHES := .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# The development packages contain the worker's: once installed, they serve for all.
INSTALLED := .venv/$(if $(wildcard .venv/dev.stamp),dev,worker).stamp

# Some wheels are large, and PostgreSQL's account must be able to read the environment.
export UV_HTTP_TIMEOUT ?= 300
# A service is several processes: compiled files are kept, so that not each compiles anew.
unexport PYTHONDONTWRITEBYTECODE
SET_UP := umask 022 &&

.PHONY: run test lint openapi bench lock clean

run: $(INSTALLED)
	@exec $(BIN)/python manage.py dev

test: .venv/dev.stamp $(SDK)/stamp
	@.ci/test $(ARGS)

lint: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports
	find templates -name '*.html' | xargs -r $(BIN)/djade --check --target-version 5.2
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --file /dev/null

# The API's description in docs/, after a change of it.
openapi: $(INSTALLED)
	$(BIN)/python manage.py spectacular --validate --fail-on-warn \
		--format openapi-json --file docs/openapi.json

bench: .venv/dev.stamp
	@for file in $(wildcard benchmarks/*.py); do \
		PYTHONPATH=. $(BIN)/python $$file || exit; done

# Keeps what is pinned, unless ARGS=--upgrade or ARGS='--upgrade-package NAME' says so.
lock: $(BIN)/uv
	@for name in base worker dev sdk; do \
		$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
		--python-version 3.11 --excludes requirements/excludes.txt $(ARGS) \
		requirements/$$name.in -o requirements/$$name.txt \
		|| exit; done

clean:
	rm -rf .venv .make $(CACHES)
	find . -name __pycache__ -prune -exec rm -rf {} +

.venv/%.stamp: requirements/%.txt | $(BIN)/uv
	$(SET_UP) $(BIN)/uv pip sync --python $(BIN)/python --require-hashes $<
	@touch $@

# The published clients, as their users install them: apart from the service.
$(SDK)/stamp: requirements/sdk.txt | $(BIN)/uv
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(SDK)
	$(BIN)/uv pip sync --quiet --python $(SDK)/bin/python --require-hashes $<
	@touch $@

$(BIN)/uv:
	@.ci/check-python "$(PYTHON)"
	$(SET_UP) "$(PYTHON)" -m venv .venv
	$(SET_UP) $(BIN)/python -m pip install --quiet uv==$(UV_VERSION)
