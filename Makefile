# The two commands of the README are `make run` and `make test`; both build what they need first.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export DAGSTER_DISABLE_TELEMETRY := yes

.PHONY: run test test-slow lint ui lock benchmark benchmark-speed clean

run: .venv/installed
	$(BIN)/factmill run

test: .venv/installed
	$(BIN)/python -m pytest

test-slow: .venv/installed
	$(BIN)/python -m pytest -m slow

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

ui: .venv/installed
	$(BIN)/factmill ui

benchmark: .venv/installed
	$(BIN)/python -m tests.benchmarks.accuracy --update
	$(BIN)/python -m tests.benchmarks.cost

# Words per second beside spaCy's bare pass, into docs/speed.md, and growth over documents, into docs/scale.md: 90
# minutes of a machine that does nothing else.
benchmark-speed: .venv/installed
	$(BIN)/python -m tests.benchmarks.speed
	$(BIN)/python -m tests.benchmarks.cores
	$(BIN)/python -m tests.benchmarks.scale 100 1000 10000 100000

# The lock holds every version with its hashes and no registry address.
lock: .venv/installed
	$(BIN)/uv pip compile pyproject.toml --group dev --extra ducklake --extra ray --universal --python-version 3.11 \
		--generate-hashes --no-strip-extras --no-emit-index-url --no-header --no-annotate --quiet \
		--output-file requirements.lock

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "factmill needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes --no-deps -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf .venv .factmill warehouse/*.duckdb warehouse/report
