# `make demo` and `make test` each work as the first and only command, on a machine with Python 3.11 to 3.13, make and git.

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench model neo4j lock clean

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
FITS := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
BENCHMARKS := $(basename $(notdir $(filter-out %/synthetic.py,$(wildcard benchmarks/[a-z]*.py))))
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

help:            ## what there is to make
	@sed -n 's/^\([a-z0-9]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

demo: $(VENV)/.user    ## build a library from the bundled sample, ask it, draw it
	@$(BIN)/kg demo demo

test: $(VENV)/.dev     ## the whole suite, on two cores
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

lint: $(VENV)/.dev     ## ruff, mypy, and the rooms' imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/.dev    ## speed and size, a table each
	@for name in $(BENCHMARKS); do echo "== $$name"; $(BIN)/python -m benchmarks.$$name || exit 1; done

model: $(VENV)/.train  ## train the extraction model again; OPTIONS="--gold ... -o ..." (docs/extraction.md)
	@$(BIN)/python -m loaders.extraction.train $(OPTIONS)

neo4j: $(VENV)/.dev    ## a Neo4j server on this machine (Java and Maven, no Docker), until Ctrl-C; FOLDER=... keeps its data
	@$(BIN)/python docker/neo4j_server.py $(FOLDER)

lock: $(VENV)/.dev     ## constraints.txt anew from pyproject.toml
	@$(INSTALL) uv
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --no-annotate --quiet \
	  --custom-compile-command "make lock" --output-file constraints.txt --upgrade

clean:           ## remove what the other targets made
	rm -rf $(VENV) demo build dist

$(VENV)/.made:
	@for python in "$${PYTHON:-python3}" python3.13 python3.12 python3.11 python; do \
	  if $$python -c '$(FITS)' >/dev/null 2>&1; then $$python -m venv $(VENV) && touch $@ && exit 0; fi; \
	done; echo "make: Python 3.11, 3.12 or 3.13 with venv is needed; none was found (name yours: make PYTHON=/path/to/python)" >&2; exit 1

# One stamp for each set of dependencies: a second `make` installs nothing.
$(VENV)/.user: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Installing paperkg and what it needs (once) ..." >&2
	@$(INSTALL) --editable . && touch $@

$(VENV)/.dev $(VENV)/.train: $(VENV)/.%: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Installing paperkg and what its developers need (once) ..." >&2
	@$(INSTALL) --editable '.[$*]' && touch $@
