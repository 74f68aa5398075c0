"""Reads {"schema": path or path#definition, "document": …} lines and prints "accepts" or "rejects" for each, with an independent draft-07 validator. Says why on stderr."""
import json
import sys

import jsonschema

validators = {}
for line in sys.stdin:
    case = json.loads(line)
    path = case["schema"]
    if path not in validators:
        name, _, definition = path.partition("#")
        with open(name, encoding="utf-8") as file:
            schema = json.load(file)
        if definition:
            schema = {"$schema": schema["$schema"], "$ref": "#/definitions/" + definition, "definitions": schema["definitions"]}
        jsonschema.Draft7Validator.check_schema(schema)
        validators[path] = jsonschema.Draft7Validator(schema)
    error = next(validators[path].iter_errors(case["document"]), None)
    print("accepts" if error is None else "rejects")
    if error is not None:
        print(f"{list(error.absolute_path)}: {error.message[:300]}", file=sys.stderr)
