# Two commands matter: `make demo` and `make test`. Both set up what they need.
PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
DATA   ?= ../shared
SETUP  := $(VENV)/.set-up
DEMO   := cases/Loss-of-the-Saint-Orsola

.PHONY: demo test lint format docs quality clean setup

setup: $(SETUP)

$(SETUP): pyproject.toml
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "counterclaim needs $(PYTHON); set PYTHON=... to name another 3.11+"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e . --group dev
	@touch $(SETUP)

demo: setup  ## build the bundled example and print where the dossier is
	$(BIN)/counterclaim build example/articles --case $(DEMO)
	$(BIN)/counterclaim dossier $(DEMO) -o $(DEMO).html

test: setup  ## all tests; those that need a browser skip where there is none
	$(BIN)/python -m pytest

lint: setup  ## style, types, and the one-way flow between stages
	$(BIN)/ruff check src tests training bench docs
	$(BIN)/ruff format --check src tests training bench docs
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff check --fix src tests training bench docs
	$(BIN)/ruff format src tests training bench docs

docs: setup  ## write the generated page, and run every example in the documentation
	$(BIN)/python docs/generate_cli.py
	$(BIN)/python -m pytest tests/docs

quality: setup  ## scores on development data (DATA=path to the shared data)
	$(BIN)/python bench/quality/reader.py --data $(DATA)
	$(BIN)/python bench/quality/timexes.py --data $(DATA)
	$(BIN)/python bench/quality/seeds.py --data $(DATA)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache cases
