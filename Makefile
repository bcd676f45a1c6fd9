# Two commands do everything, set-up included: `make publish` and `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Byte code is kept: the tests start dozens of processes, each of which would compile all of it again.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: publish test soak bench bench-scale lint learn learn-check schemas lock clean

publish: $(READY)
	$(BIN)/renewal publish

# The command line and the flow run in processes of their own: Prefect's logging there outlives pytest's capture.
APART := tests/test_publish.py tests/cli

test: $(READY)
	$(BIN)/python -m pytest $(APART:%=--ignore=%)
	$(BIN)/python -m pytest $(APART)

soak: $(READY)
	$(BIN)/python -m pytest -m soak

bench: $(READY)
	$(BIN)/python -m tests.bench

# Hours at 1 GB; SIZES="10MB 100MB" for less. What was measured already by the same code is not measured again.
bench-scale: $(READY)
	$(BIN)/python -m tests.bench scale $(SIZES)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy

# Weights of votes from the texts read by hand, into learned_cues.csv; and how each text is read by weights from the others (a minute).
learn: $(READY)
	$(BIN)/python -m tests.learning learn

learn-check: $(READY)
	$(BIN)/python -m tests.learning check

schemas: $(READY)
	$(BIN)/python -m schemas.json_schema

# Pinned versions, without addresses; run after changing the dependencies in pyproject.toml.
lock:
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/pip install --quiet '.[dev]'
	$(VENV)/lock/bin/pip freeze --exclude renewal > requirements.lock
	rm -rf $(VENV)/lock

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	touch $(READY)

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis
