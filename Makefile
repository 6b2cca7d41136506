# Every command of the project, with nothing but Python 3.11+ and make; `make help` lists them.

HOST ?= 127.0.0.1
PORT ?= 8000
# The first Python on this machine that will do; PYTHON=... names another.
ifndef PYTHON
PYTHON := $(shell for name in python3.13 python3.12 python3.11 python3.14 python3; do \
	"$$name" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$name" && break; done)
endif
IN := .venv/bin/python
OURS := shop catalog cms conftest.py manage.py
# The commands that look at code rather than at data get a database of nothing.
NO_DATABASE := DATABASE_URL=sqlite://:memory: DJANGO_SETTINGS_MODULE=shop.settings.test
# A public machine's settings, as `manage.py check --deploy` wants to see them.
PUBLIC_MACHINE = DATABASE_URL=sqlite://:memory: DJANGO_SETTINGS_MODULE=shop.settings.production \
	ALLOWED_HOSTS=shop.example PUBLIC_URL=https://shop.example \
	SECRET_KEY=$$($(IN) -c 'import secrets; print(secrets.token_urlsafe(64))')
ON_SQLITE := DATABASE_URL=sqlite:///$(CURDIR)/var/test.sqlite3
PYTEST := $(IN) -m pytest -q
TEMPLATES = $$(find templates shop catalog cms -name '*.html')

.DEFAULT_GOAL := help
.PHONY: help run test quick check format texts drawing gallery bench audit requirements environment development python

help: ## Danh sách các lệnh này
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: environment ## Chạy cửa hàng ở http://127.0.0.1:8000 (PORT=8080, HOST=0.0.0.0, DATABASE_URL=postgres://...)
	@$(IN) -m shop.run.serve --host $(HOST) --port $(PORT)

test: development ## Mọi kiểm thử: trên SQLite, trên PostgreSQL, rồi trong Chromium thật
	@$(IN) -m shop.tests.everything

quick: development ## Vòng làm việc: kiểm thử nhanh trên SQLite, dưới một phút
	@$(ON_SQLITE) $(PYTEST) -n 2 -m "not slow and not browser"

check: development ## Kiểu mã, định dạng HTML, ranh giới giữa các gói, migrations, cấu hình máy công khai
	.venv/bin/ruff check $(OURS)
	.venv/bin/ruff format --check $(OURS)
	.venv/bin/djhtml --check --tabwidth 4 $(TEMPLATES)
	.venv/bin/djade --check --target-version 5.2 $(TEMPLATES)
	.venv/bin/lint-imports
	$(IN) -m shop.run.messages --check
	$(IN) -m shop.run.drawing --check
	$(NO_DATABASE) $(IN) manage.py makemigrations --check --dry-run
	@echo "manage.py check --deploy --fail-level WARNING"
	@$(PUBLIC_MACHINE) $(IN) manage.py check --deploy --fail-level WARNING
	$(ON_SQLITE) $(PYTEST) shop/tests/architecture

format: development ## Sửa kiểu mã và định dạng HTML
	.venv/bin/ruff check --fix $(OURS)
	.venv/bin/ruff format $(OURS)
	.venv/bin/djhtml --tabwidth 4 $(TEMPLATES)
	.venv/bin/djade --target-version 5.2 $(TEMPLATES)

texts: development ## Gom chữ trên giao diện vào shop/locale để dịch, rồi biên dịch
	@$(IN) -m shop.run.messages

drawing: development ## Vẽ lại các tầng của mã nguồn trong docs/architecture.md
	@$(IN) -m shop.run.drawing

gallery: development ## Ảnh mọi trang ở mọi trạng thái vào var/gallery/index.html, kèm lỗi thấy được (ONLY=basket)
	@$(ON_SQLITE) $(IN) -m shop.tests.browser.gallery $(ONLY)

bench: development ## Số truy vấn, thời gian CPU và kích thước mỗi trang, cạnh Oscar nguyên bản
	@$(IN) -m shop.tests.bench

audit: development ## Lighthouse, số byte, HTML và đầu đề HTTP của cửa hàng chạy như máy công khai (LIGHTHOUSE_RUNS=1: xem nhanh)
	@$(IN) -m shop.tests.audit $(STAGES)

requirements: development ## Chốt lại phiên bản các gói sau khi sửa pyproject.toml
	@$(IN) -m pip install --quiet 'uv~=0.13.0'
	.venv/bin/uv pip compile $(COMPILE) pyproject.toml -o requirements.txt
	.venv/bin/uv pip compile $(COMPILE) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt

COMPILE := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make requirements"

environment: python
	@$(PYTHON) -m shop.run.environment requirements.txt

development: python
	@$(PYTHON) -m shop.run.environment requirements-dev.txt

python:
	@test -n "$(PYTHON)" || { \
		echo "Cần Python 3.11 trở lên, có venv (Debian, Ubuntu: apt install python3-venv)."; \
		echo "Python 3.11 or later with venv is needed (Debian, Ubuntu: apt install python3-venv)."; \
		exit 1; }
