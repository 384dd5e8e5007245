# Two commands are enough: `make run` and `make test`. The virtual environment is .venv.
PYTHON ?= python3.11
PORT ?= 8000
DATA_DIR ?= var
export PORT DATA_DIR

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
STATIC := $(shell find platform/commons/*/static chat/static marketplace/*/static events/static -type f 2>/dev/null)
CATALOGUES := $(shell find platform chat marketplace events deploy -name '*.po' 2>/dev/null)

help:
	@echo "make run     the whole product with its demonstration village, at http://localhost:$(PORT)"
	@echo "make test    every test: on SQLite, in a real browser, on PostgreSQL + Redis, and under faults"
	@echo "make check   lint, types, templates, architecture, migrations"
	@echo "make bench   the figures of the contract, measured side by side"
	@echo "PORT and DATA_DIR can be set: make run PORT=8001 DATA_DIR=/somewhere"

run: export DEMO = 1
run: .venv/runs alone .venv/translated $(DATA_DIR)/static/staticfiles.json
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) demo
	@exec $(BIN)/daphne --verbosity 0 --endpoint tcp:port=$(PORT):interface=127.0.0.1:backlog=2048 deploy.asgi:application

alone: .venv/runs
	@DEMO=1 $(MANAGE) alone

test: .venv/tests .venv/translated
	$(BIN)/pytest -q -n 2 -m "not browser and not chaos"
	$(BIN)/pytest -q -n 2 -m browser
	$(BIN)/python -m tests.servers $(BIN)/pytest -q -n 2 -m "both_databases and not browser and not chaos"
	$(BIN)/python -m tests.servers $(BIN)/pytest -q -s -m chaos

check: export DEMO = 1
check: .venv/tests .venv/translated
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy manage.py deploy chat marketplace events platform/commons
	$(BIN)/djlint --quiet --lint platform chat marketplace events
	$(MANAGE) makemigrations --check --dry-run
	$(BIN)/pytest -q -p no:cacheprovider tests/test_architecture.py

bench: .venv/tests .venv/translated
	@$(BIN)/python -m tests.bench

.venv/bin/python:
	@$(PYTHON) -m venv .venv || python3 -m venv .venv

.venv/runs: requirements.txt | .venv/bin/python
	@echo "Installing what Birge runs on…"
	@$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

.venv/tests: requirements-dev.txt .venv/runs
	@echo "Installing what tests it…"
	@$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

.venv/translated: $(CATALOGUES) | .venv/runs
	@DEMO=1 $(MANAGE) catalogues
	@touch $@

$(DATA_DIR)/static/staticfiles.json: $(STATIC) requirements.txt | .venv/runs
	@echo "Gathering the static files…"
	@DEMO=1 $(MANAGE) collectstatic --no-input --verbosity 0
	@touch $@

.PHONY: help run alone test check bench
