# The commands of the house. "make" alone says what there is.
#   PYTHON=…       which Python makes .venv (the newest that fits, otherwise)
#   ARGS=…         goes on to the house: make demo ARGS="--today 2026-03-01"
#   PYTEST_ARGS=…  goes on to pytest (two at a time, otherwise): make test PYTEST_ARGS=tests/chores
#   LOCK_ARGS=…    goes on to uv:        make lock LOCK_ARGS=--upgrade
# It keeps to what GNU make 3.81 knows, which is what some computers come with.

PYTHON ?=
PYTEST_ARGS ?= -n 2
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help run demo test lint bench lock clean

help:
	@echo 'make run     opens the house on http://127.0.0.1:8000 (the first time, it fetches its parts)'
	@echo 'make demo    opens an example house, full of made-up people, beside your own'
	@echo 'make test    checks that everything works'
	@echo 'make lint    reads the code for slips'
	@echo 'make bench   measures how quick it is'
	@echo 'make lock    chooses the exact versions of the parts again'
	@echo 'make clean   takes away the parts it fetched; what is yours, in instance/, stays'

run:
	@.ci/venv.sh run
	@.venv/bin/house run $(ARGS)

demo:
	@.ci/venv.sh run
	@.venv/bin/house demo $(ARGS)

test:
	@.ci/venv.sh test
	@.venv/bin/python -m pytest $(PYTEST_ARGS)

lint:
	@.ci/venv.sh test
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy

bench:
	@.ci/venv.sh test
	@.venv/bin/python -m bench $(ARGS)

lock:
	@.ci/venv.sh run
	@.ci/lock.sh $(LOCK_ARGS)

clean:
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	@find . -name __pycache__ -type d -not -path './instance/*' -prune -exec rm -rf {} +
