# Every chore of the project. Only Python 3.11+ and make must be there.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: serve test validate build cards fix schema lint audit bench clean

serve: .venv/installed            ## set up what is missing, validate, build, serve the site
	$(BIN)/trendatlas serve

test: .venv/installed             ## all tests; those in a browser where Chromium is there
	$(BIN)/python -m pytest

validate: .venv/installed         ## every problem of every record
	$(BIN)/trendatlas validate

build: .venv/installed            ## records into build/trendatlas.db
	$(BIN)/trendatlas build

cards: build                      ## pictures of pages for where their addresses are shared
	$(BIN)/trendatlas cards

fix: .venv/installed              ## bring every record into the one canonical form
	$(BIN)/trendatlas fix

schema: .venv/installed           ## JSON Schemas, reference and column descriptions from the models
	$(BIN)/trendatlas schema

lint: .venv/installed             ## style of the code
	$(BIN)/ruff check .

audit:                            ## known advisories against any locked package; fails where one could not be asked for
	$(PYTHON) -m venv build/audit
	build/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	build/audit/bin/pip-audit --strict --require-hashes --disable-pip --requirement requirements.lock

bench: .venv/installed            ## build against yaml-to-sqlite and against the floor
	$(BIN)/python -m pip install --quiet --disable-pip-version-check yaml-to-sqlite
	$(BIN)/python -m bench

clean:                            ## what was made, so that it is made anew
	rm -rf build .venv *.egg-info

# The lock names every package with its hash; a second run finds this file and does nothing.
.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
