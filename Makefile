# onrecord: two commands for a fresh machine, and the checks that a change must pass.
#
#   make demo     sets up .venv, reads the example coverage into a record,
#                 prints the explained ending of its film
#   make test     sets up .venv with the tools for development, runs the whole test suite
#   make check    style and types
#   make wheel    builds the wheel into dist/
#   make clean    takes away .venv and everything built
#
# Name another interpreter with `make demo PYTHON=python3.13`.

SHELL := /bin/bash
.DELETE_ON_ERROR:
.PHONY: demo test check format wheel clean

FIND_PYTHON = for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  if command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; \
sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$p; break; fi; done
PYTHON ?= $(shell $(FIND_PYTHON))

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DEMO_RECORD := build/demo.db
COVERAGE := examples/coverage
DEMO_FILM := Lowenna
PYTEST_ARGS ?=

$(VENV)/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "onrecord needs Python 3.11 or later with venv, and found none: \
install one (on Debian: python3 and python3-venv), or name it: make demo PYTHON=/path/to/python3" >&2; exit 2; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Installing onrecord into $(VENV)"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Installing onrecord and its development tools into $(VENV)"
	@$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/.installed

demo: $(VENV)/.installed
	@mkdir -p build
	@rm -f $(DEMO_RECORD) $(DEMO_RECORD)-wal $(DEMO_RECORD)-shm
	@echo
	@echo "$$ onrecord add $(COVERAGE)"
	@$(BIN)/onrecord add $(COVERAGE) --record $(DEMO_RECORD)
	@echo
	@echo "$$ onrecord explain \"$(DEMO_FILM)\""
	@$(BIN)/onrecord explain "$(DEMO_FILM)" --record $(DEMO_RECORD)

test: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

check: $(VENV)/.installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/.installed-dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

wheel: $(VENV)/.installed-dev
	@rm -rf dist
	@$(BIN)/python -m build --wheel --outdir dist . >/dev/null
	@ls -l dist

clean:
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
