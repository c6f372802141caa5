# `make` alone lists what there is. Anything longer than a line lives in scripts/.
.DEFAULT_GOAL := help
.PHONY: help demo dev test bench bench-nlu fuzz fmt lint regenerate setup

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

demo: ## build everything and start the demo; prints the address and the log-in
	@scripts/demo.sh

dev: ## the demo, with a UI that reloads as you save
	@scripts/dev.sh

test: ## everything CI checks, on SQLite and PostgreSQL, with a browser at the end
	@scripts/test.sh

bench: ## measure against bare baselines and peers; writes bench/README.md
	@bench/run.sh

bench-nlu: ## measure how well messages are understood, beside nlp.js; writes docs/understanding-figures.md
	@bench/nlu.sh

fuzz: ## feed random webhooks, signatures and flow requests to the parsers, a minute each
	@scripts/fuzz.sh

fmt: ## format Rust and the UI
	@cargo fmt --all
	@npm --prefix web run --silent format

lint: ## the checks that need no test run
	@cargo xtask tidy && cargo xtask deny && cargo clippy --workspace --all-targets --all-features --locked -- -D warnings

regenerate: ## rewrite from the code the OpenAPI document, the UI's types and docs/cloud-api.md
	@scripts/regenerate.sh

setup: ## fetch what the build needs and say what this machine lacks
	@scripts/setup.sh
