#!/usr/bin/env python3
"""Writes the digests of AWS's service models (cloud/Kernel/Models/Digests) from the models that botocore installs.

    python3 build/models/digest.py            # writes all digests
    python3 build/models/digest.py --check    # compares only: exits with 1 if a digest differs, with 3 if it cannot compare

A digest has the facts of a model that the embedded cloud checks requests and answers against: operations, members, types, constraints,
where a member travels, and errors. It has no documentation. cloud/Kernel/Models/DigestReader.cs reads the format:

    service sqs protocols=json,query signing=sqs target=AmazonSQS ...
    operation Name [METHOD uri status] [in=Shape] [out=Shape] [wrapper=Name] [errors=A,B]
    structure Name [union] [error=Code,status,fault]
     Member[!] Shape [header=name | query=name | headers=prefix | uri=name | status] [as=name] [payload] [flat] ...
    list Name Item [as=name] [flat] [length=min..max]
    map Name Key Value [as=key,value] [flat] [length=min..max]
    string Name [secret] [length=min..max] [enum=A|B] [pattern=the rest of the line]
    integer Name [range=min..max]                                                   (also long, float and double)

A shape without constraints is written as its type: string, integer, long, float, double, boolean, timestamp, blob, document.
"""

import argparse
import pathlib
import sys

CANNOT_COMPARE = 3

try:
    import botocore
    from botocore.loaders import Loader
except ImportError:
    print("botocore is not installed (python3 -m pip install botocore): the digests were not compared with the models.")
    sys.exit(CANNOT_COMPARE)

ROOT = pathlib.Path(__file__).resolve().parents[2]
DIGESTS = ROOT / "cloud" / "Kernel" / "Models" / "Digests"

# The services that the embedded cloud has.
SERVICES = [
    "apigatewayv2",
    "cloudtrail",
    "cloudwatch",
    "events",
    "iam",
    "lambda",
    "logs",
    "resourcegroupstaggingapi",
    "s3",
    "sns",
    "sqs",
    "stepfunctions",
    "sts",
    "xray",
]

SCALARS = {"string", "integer", "long", "float", "double", "boolean", "timestamp", "blob"}
PRIMITIVES = SCALARS | {"document"}
SOURCE = f"from botocore {botocore.__version__} (Apache License 2.0)"


def number(value):
    value = float(value)
    return str(int(value)) if value.is_integer() else repr(value)


def bounds(shape, name):
    if "min" not in shape and "max" not in shape:
        return ""
    low = number(shape["min"]) if "min" in shape else ""
    high = number(shape["max"]) if "max" in shape else ""
    return f" {name}={low}..{high}"


class Digest:
    def __init__(self, name, model):
        self.name = name
        self.meta = model["metadata"]
        self.operations = model["operations"]
        self.shapes = model["shapes"]
        self.written = {}

    def text(self):
        lines = [
            f"# {self.meta['serviceFullName']}, API version {self.meta['apiVersion']}.",
            f"# Made by build/models/digest.py {SOURCE}: names, types and constraints, no documentation.",
            self.service(),
        ]
        lines += [self.operation(name, self.operations[name]) for name in sorted(self.operations)]
        for name in sorted(name for name in self.shapes if self.shapes[name].get("exception")):
            self.reference(name)
        lines += [self.written[name] for name in sorted(self.written)]
        return "\n".join(lines) + "\n"

    def service(self):
        return "service " + service_line(self.name, self.meta)

    def operation(self, name, operation):
        http = operation.get("http", {})
        line = f"operation {name}"
        if self.meta["protocol"].startswith("rest"):
            line += f" {http['method']} {http['requestUri']} {http.get('responseCode', 200)}"
        if "input" in operation:
            line += f" in={self.reference(operation['input']['shape'])}"
        if "output" in operation:
            line += f" out={self.reference(operation['output']['shape'])}"
            if wrapper := operation["output"].get("resultWrapper"):
                line += f" wrapper={wrapper}"
        if errors := [error["shape"] for error in operation.get("errors", [])]:
            line += f" errors={','.join(errors)}"
        return line + (" deprecated" if operation.get("deprecated") else "")

    def reference(self, name):
        """The name that stands for a shape in the digest; the shape is written if it has more than a type."""
        shape = self.shapes[name]
        kind = shape["type"]
        if shape.get("document"):
            return "document"
        if kind == "character":
            kind = "string"
        if kind in SCALARS:
            facts = self.scalar(kind, shape)
            if not facts:
                return kind
            name = f"{name}_" if name in PRIMITIVES else name
            self.written[name] = f"{kind} {name}{facts}"
            return name
        own = f"{name}_" if name in PRIMITIVES else name
        if own not in self.written:
            self.written[own] = ""  # A shape may contain itself.
            self.written[own] = getattr(self, kind)(own, shape)
        return own

    def scalar(self, kind, shape):
        facts = " secret" if shape.get("sensitive") else ""
        if kind == "timestamp" and "timestampFormat" in shape:
            facts += f" format={shape['timestampFormat']}"
        if shape.get("streaming"):
            facts += " streaming"
        facts += bounds(shape, "length" if kind in ("string", "blob") else "range")
        if enum := shape.get("enum"):
            values = "|".join(enum)
            assert " " not in values and "\n" not in values, values
            facts += f" enum={values}"
        if "pattern" in shape:
            assert "\n" not in shape["pattern"]
            facts += f" pattern={shape['pattern']}"
        return facts

    def structure(self, name, shape):
        line = f"structure {name}"
        if shape.get("union"):
            line += " union"
        if shape.get("eventstream"):
            line += " events"
        if shape.get("exception"):
            error = shape.get("error", {})
            fault = "receiver" if shape.get("fault") else "sender"
            status = error.get("httpStatusCode", 500 if shape.get("fault") else 400)
            line += f" error={error.get('code', name)},{status},{fault}"
        required = shape.get("required", [])
        payload = shape.get("payload")
        for member, target in shape.get("members", {}).items():
            line += f"\n {member}{'!' if member in required else ''} {self.reference(target['shape'])}"
            location = target.get("location")
            wire = target.get("locationName", member)
            if location == "statusCode":
                line += " status"
            elif location:
                line += f" {'query' if location == 'querystring' else location}={wire}"
            elif wire != member:
                line += f" as={wire}"
            line += " payload" if member == payload else ""
            line += " flat" if target.get("flattened") else ""
            line += " attribute" if target.get("xmlAttribute") else ""
            if "timestampFormat" in target:
                line += f" format={target['timestampFormat']}"
            line += " token" if target.get("idempotencyToken") else ""
            line += " deprecated" if target.get("deprecated") else ""
        return line

    def list(self, name, shape):
        member = shape["member"]
        line = f"list {name} {self.reference(member['shape'])}"
        if "locationName" in member:
            line += f" as={member['locationName']}"
        return line + (" flat" if shape.get("flattened") else "") + bounds(shape, "length")

    def map(self, name, shape):
        key, value = shape["key"], shape["value"]
        line = f"map {name} {self.reference(key['shape'])} {self.reference(value['shape'])}"
        if "locationName" in key or "locationName" in value:
            line += f" as={key.get('locationName', 'key')},{value.get('locationName', 'value')}"
        return line + (" flat" if shape.get("flattened") else "") + bounds(shape, "length")


def service_line(name, meta):
    protocols = meta.get("protocols") or [meta["protocol"]]
    line = f"{name} protocols={','.join([meta['protocol'], *(p for p in protocols if p != meta['protocol'])])}"
    line += f" signing={meta.get('signingName', meta['endpointPrefix'])} endpoint={meta['endpointPrefix']}"
    if "targetPrefix" in meta:
        line += f" target={meta['targetPrefix']}"
    if "jsonVersion" in meta:
        line += f" json={meta['jsonVersion']}"
    if "xmlNamespace" in meta:
        line += f" xmlns={meta['xmlNamespace']}"
    return line


def digests():
    loader = Loader()
    for name in SERVICES:
        yield DIGESTS / f"{name}.model", Digest(name, loader.load_service_model(name, "service-2")).text()
    lines = [
        "# All services of AWS that have a public API: how their requests look, so that an answer has the form that the client expects.",
        f"# Made by build/models/digest.py {SOURCE}.",
    ]
    for name in sorted(loader.list_available_services("service-2")):
        meta = loader.load_service_model(name, "service-2")["metadata"]
        title = meta.get("serviceAbbreviation", meta["serviceFullName"])
        lines.append(f"{service_line(name, meta)} title={title}")
    yield DIGESTS / "services.index", "\n".join(lines) + "\n"


def source_of(path):
    """The source that the head of a digest names."""
    head = path.read_text(encoding="utf-8").split("digest.py ", 1)[1]
    return head.split(")", 1)[0] + ")"


def main():
    parser = argparse.ArgumentParser(description="Writes the digests of AWS's service models.")
    parser.add_argument("--check", action="store_true", help="compare only")
    check = parser.parse_args().check
    if check and (made := source_of(DIGESTS / "services.index")) != SOURCE:
        print(f"The digests are made {made}, and this machine has the models {SOURCE}: they were not compared.")
        sys.exit(CANNOT_COMPARE)
    different = []
    for path, text in digests():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            different.append(path.name)
            if not check:
                path.write_text(text, encoding="utf-8", newline="\n")
    if check and different:
        print(f"These digests differ from {SOURCE}: {', '.join(different)}. Run python3 build/models/digest.py.")
        sys.exit(1)


if __name__ == "__main__":
    main()
