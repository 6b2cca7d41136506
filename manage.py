#!/usr/bin/env python
"""Run the project's management commands; `make run` and `make test` call it."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings.dev")
    execute_from_command_line(sys.argv)
