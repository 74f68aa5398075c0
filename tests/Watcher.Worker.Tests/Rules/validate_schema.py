"""Reads {"schema": path, "document": …} lines and prints "accepts" or "rejects" for each, with an independent draft-07 validator."""
import json
import sys

import jsonschema

validators = {}
for line in sys.stdin:
    case = json.loads(line)
    path = case["schema"]
    if path not in validators:
        with open(path, encoding="utf-8") as file:
            schema = json.load(file)
        jsonschema.Draft7Validator.check_schema(schema)
        validators[path] = jsonschema.Draft7Validator(schema)
    print("accepts" if validators[path].is_valid(case["document"]) else "rejects")
