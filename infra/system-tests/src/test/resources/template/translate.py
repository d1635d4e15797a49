"""Prints what SAM makes of the template given as the argument, as JSON.

Local paths become addresses in a bucket first, as packaging would make them. Exits 1 with what SAM refuses.
"""

import json
import os
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")

from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

with open(sys.argv[1], encoding="utf-8") as file:
    template = yaml_parse(file.read())

for resource in template["Resources"].values():
    properties = resource.get("Properties", {})
    if "CodeUri" in properties:
        properties["CodeUri"] = "s3://bucket/" + properties["CodeUri"]
    if "TemplateURL" in properties:
        properties["TemplateURL"] = "https://s3.amazonaws.com/bucket/" + properties["TemplateURL"]

try:
    print(json.dumps(Translator({}, Parser()).translate(template, {})))
except InvalidDocumentException as refused:
    sys.exit("\n".join(cause.message for cause in refused.causes))
