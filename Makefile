# Each command sets itself up first. `make run` for the service, `make test` for the tests.
PORT ?= 8000
DATA ?= .steady
DEMO ?=
TESTS ?=
RUNS ?= 10000
SEED ?= 1
PEOPLE ?= 1000
REQUESTS ?= 5300
STAGE ?=
CONFIRM ?=

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
NODE := $(VENV)/.node

.PHONY: run test coverage check format docs words mails pictures package deploy destroy rehearse bench mistakes soak fuzz calibrate setup clean
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
	$(BIN)/python -m pytest -q -n 0 tests/house/test_documents.py tests/house/test_rules_page.py

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(READY)
	@$(BIN)/python -m local rules > docs/rules.md.new
	@mv docs/rules.md.new docs/rules.md

words: $(READY)
	@$(BIN)/python -m local words

mails: $(READY)
	@$(BIN)/python -m local mails

pictures: $(READY)
	@$(BIN)/python -m local pictures
	@$(BIN)/python -m tests.browser.pictures
	@$(BIN)/python -m tests.browser.pack_picture

package: $(READY)
	@$(BIN)/python -m local package

deploy: $(READY)
	@$(BIN)/python -m local deploy --stage '$(STAGE)'

destroy: $(READY)
	@$(BIN)/python -m local destroy --stage '$(STAGE)' --confirm '$(CONFIRM)'

rehearse: $(READY)
	@$(BIN)/python -m local rehearse

bench: $(READY)
	@$(BIN)/python -m bench

mistakes: $(READY)
	@$(BIN)/python -m tests.mutations

soak: $(READY)
	@$(BIN)/python -m tests.faults.soak --runs $(RUNS) --seed $(SEED)

fuzz: $(READY)
	@$(BIN)/python -m tests.local.fuzzing --requests '$(REQUESTS)' --seed $(SEED)

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
