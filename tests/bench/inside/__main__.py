"""`python -m tests.bench.inside village 1000`: set Django up, have the module do it, and print what it made as JSON."""

import json
import sys
from importlib import import_module

import django

django.setup()
name, *arguments = sys.argv[1:]
print(json.dumps(import_module(f"tests.bench.inside.{name}").do(*map(float, arguments))))
