# The whole site with one command. Every command is safe to run again.
# Another Python: make run PYTHON=python3.12. Another port: make run PORT=8001.

PYTHON ?= python3
.PHONY: run set-up dev demo test lock

# Sets up and serves the site on this machine, with production settings.
run:
	@$(PYTHON) -m deploy.run

# Packages, tables, starter content and static files, also while the site is being served. After an update.
set-up:
	@$(PYTHON) -m deploy.run set-up

# The same site with DEBUG, which starts again when a file changes.
dev:
	@$(PYTHON) -m deploy.run dev

# The site with invented stories and accounts, on a database of its own.
demo:
	@$(PYTHON) -m deploy.run demo

# Sets up the test tools (a browser too) and checks everything. Parts: make test ONLY=sqlite,browser.
# One file, or several, in seconds: make test ONLY=tests/pages/test_pages.py
test:
	@$(PYTHON) -m tests.run

# Writes both requirements files anew from the lists of direct dependencies.
lock:
	@$(PYTHON) -m deploy.lock
