# Two commands set everything up on a fresh machine: `make up` and `make test`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help up test check train format bench clean

# uv is used where it is installed; else it comes from the package index into .bootstrap/
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .bootstrap/bin/uv)
RUN := $(UV) run --no-sync

help: ## Show what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.bootstrap/bin/uv:
	python3 -m venv .bootstrap
	.bootstrap/bin/python -m pip install --quiet "uv>=0.5"

.venv/.ready: $(filter .bootstrap/bin/uv,$(UV)) pyproject.toml uv.lock .python-version $(wildcard stubs/tensorflow/*/*.py)
	@echo "installing the environment into .venv (a minute or two)" >&2
	@$(UV) sync --frozen --quiet --no-dev --inexact
	@touch $@

# what only developers need: test tools, linters, the browser's driver
.venv/.tools: .venv/.ready
	@echo "installing the test tools into .venv" >&2
	@$(UV) sync --frozen --quiet
	@touch $@

up: .venv/.ready ## Start everything in the foreground and print the address
	@exec $(RUN) troly up

test: .venv/.tools ## Run all tests
	$(RUN) pytest

check: .venv/.tools ## Lint, types, layers, dead code, catalogue
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) lint-imports --no-cache
	$(RUN) vulture
	$(RUN) troly catalogue check

train: .venv/.ready ## Train the model
	$(RUN) troly train

format: .venv/.tools ## Put the code in its standard form
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

bench: .venv/.ready ## Measure turns, understanding and start (minutes)
	$(RUN) troly bench all

clean: ## Remove the environment, the models, the data and all caches
	rm -rf .venv .bootstrap .rasa .mypy_cache .ruff_cache .pytest_cache models var
