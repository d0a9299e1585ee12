# Each target is a line or two that a person could also type.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: demo test check bench messages lock clean

demo: .venv/ready ## the main job on the example article
	$(BIN)/l10n run
	@echo
	@echo "Look at build/ar, build/fr and build/pt-BR (security/us-iraq-commission.txt in each),"
	@echo "at the catalogs in locales/, and ask: $(BIN)/l10n status; $(BIN)/l10n check -l pt-BR"

test: .venv/ready ## every test
	$(BIN)/python -m pytest -n auto

check: .venv/ready ## linters, types, and who may import whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: .venv/ready ## every benchmark; takes minutes, prints ratios
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

messages: .venv/ready ## the template of what the checks say, for translators
	$(BIN)/pybabel --quiet extract -k say --omit-header --no-location --sort-output \
	    -o l10n/locales/checks.pot l10n/checks l10n/catalog/lint.py l10n/project/check_rules.py

lock: .venv/ready ## resolve the development environment anew
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --no-annotate --no-emit-index-url --generate-hashes \
	    --no-header --no-strip-extras --python-version 3.11 --extra dev -o requirements-dev.lock pyproject.toml

.venv/ready: requirements-dev.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch .venv/ready

clean: ## everything that can be made again
	rm -rf .venv build .l10n .mypy_cache .ruff_cache .pytest_cache
