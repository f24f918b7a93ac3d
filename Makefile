# Bootstrap only: everything else is a task (`.venv/bin/invoke --list`).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SERVE ?= 1

.PHONY: setup site test clean

setup: $(VENV)/.base

$(VENV)/.base: pyproject.toml requirements/base.lock
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Backfile needs Python 3.11 or newer; try: make PYTHON=python3.12 setup")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	touch $@

site: setup
	$(BIN)/invoke build
ifneq ($(SERVE),0)
	$(BIN)/invoke serve
endif

test: $(VENV)/.dev
	$(BIN)/invoke test

clean:
	rm -rf output .output.* .backfile $(VENV) .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
