# Two commands do everything, set-up included: `make publish` and `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Byte code is kept: the tests start dozens of processes, each of which would compile all of it again.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: publish test soak compiled bench bench-scale lint learn learn-check schemas lock clean

publish: $(READY)
	$(BIN)/renewal publish

# The command line and the flow run in processes of their own: Prefect's logging there outlives pytest's capture.
APART := tests/test_publish.py tests/cli

test: $(READY)
	$(BIN)/python -m pytest $(APART:%=--ignore=%)
	$(BIN)/python -m pytest $(APART)

soak: $(READY)
	$(BIN)/python -m pytest -m soak

# The reading as machine code (by mypyc, which mypy brings; needs a C compiler), in a copy of the code that PYTHONPATH=build/compiled prefers:
# the same records in less time. The copy is made anew when the code has changed.
COMPILED := build/compiled

compiled: $(COMPILED)/.ready

$(COMPILED)/.ready: $(READY) $(shell find flows schemas -type f -not -path '*/__pycache__/*')
	rm -rf $(COMPILED)
	mkdir -p $(COMPILED)
	cp -r flows schemas $(COMPILED)
	ln -s ../../tests $(COMPILED)/tests
	cd $(COMPILED) && ../../$(BIN)/mypyc --config-file ../../pyproject.toml $$(find flows/reading -name '*.py') >mypyc.log 2>&1 \
		|| { tail -n 20 mypyc.log; echo "see $(COMPILED)/mypyc.log; without a C compiler everything works as it is, only slower" >&2; exit 1; }
	touch $@

# Where there is a C compiler, the reading is measured once more, compiled.
bench: $(READY)
	$(BIN)/python -m tests.bench
	if command -v cc >/dev/null; then $(MAKE) compiled && cd $(COMPILED) && ../../$(BIN)/python -m tests.bench reading; fi

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
