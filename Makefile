# Each command sets itself up first. `make run` for the service, `make test` for the tests.
# where `make run` listens, on 127.0.0.1
PORT ?= 8000
# the folder that `make run` keeps its table, mails and secret in
DATA ?= .steady
# `1`: `make run` starts with a person whose last months are already lived
DEMO ?=
# what `make test` and `make coverage` hand to pytest: paths and options
TESTS ?=
# how many lives `make soak` simulates
RUNS ?= 10000
# what `make soak` and `make fuzz` draw by
SEED ?= 1
# how many people `make calibrate` simulates for each line
PEOPLE ?= 1000
# how many requests `make fuzz` sends
REQUESTS ?= 5300
# the stage that `make deploy` and `make destroy` are about: 1 to 20 small letters, digits and dashes, such as `prod`
STAGE ?=
# the name of the stack that `make destroy` deletes, to show that you mean it
CONFIRM ?=
# what `make package` and `make deploy` build for: `x86_64` or `arm64`; where it is not set, x86-64, or what the stage runs on
ARCH ?=

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
NODE := $(VENV)/.node

.PHONY: run test coverage check format docs words mails pictures package deploy destroy rehearse audit bench costs mistakes soak fuzz populations calibrate setup clean
.DELETE_ON_ERROR:

run: $(READY)
	@DEMO='$(DEMO)' exec $(BIN)/python -m local serve --port '$(PORT)' --data '$(DATA)'

test: $(READY) $(NODE)
	@$(BIN)/python -m pytest $(TESTS)

coverage: $(READY)
	$(BIN)/python -m pytest --cov --cov-report=term-missing:skip-covered --cov-report=html $(TESTS)

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -n 0 tests/house/test_documents.py tests/house/test_rules_page.py tests/house/test_settings_page.py

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(READY)
	@$(BIN)/python -m local rules > docs/rules.md.new
	@mv docs/rules.md.new docs/rules.md
	@$(BIN)/python -m local settings > docs/configuration.md.new
	@mv docs/configuration.md.new docs/configuration.md

words: $(READY)
	@$(BIN)/python -m local words

mails: $(READY)
	@$(BIN)/python -m local mails

pictures: $(READY)
	@$(BIN)/python -m local pictures
	@$(BIN)/python -m tests.browser.pictures
	@$(BIN)/python -m tests.browser.pack_picture

package: $(READY)
	@$(BIN)/python -m local package $(if $(ARCH),--arch '$(ARCH)')

deploy: $(READY)
	@$(BIN)/python -m local deploy --stage '$(STAGE)' $(if $(ARCH),--arch '$(ARCH)')

destroy: $(READY)
	@$(BIN)/python -m local destroy --stage '$(STAGE)' --confirm '$(CONFIRM)'

rehearse: $(READY)
	@$(BIN)/python -m local rehearse

audit: $(READY)
	@$(BIN)/python -m local audit

bench: $(READY)
	@$(BIN)/python -m bench

mistakes: $(READY)
	@$(BIN)/python -m tests.mutations

soak: $(READY)
	@$(BIN)/python -m tests.faults.soak --runs $(RUNS) --seed $(SEED)

fuzz: $(READY)
	@$(BIN)/python -m tests.local.fuzzing --requests '$(REQUESTS)' --seed $(SEED)

costs: $(READY)
	@$(BIN)/python -m bench.capacity
	@$(BIN)/python -m bench.tables

populations: $(READY)
	@$(BIN)/python -m bench.populations

calibrate: $(READY)
	@$(BIN)/python -m bench.calibration --people '$(PEOPLE)'

setup: $(READY)

$(READY): requirements.txt requirements-dev.txt
	@sh .ci/venv $(VENV)
	@touch $@

$(NODE): $(READY) tests/node/package-lock.json .ci/node
	@sh .ci/node
	@touch $@

clean:
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage htmlcov
