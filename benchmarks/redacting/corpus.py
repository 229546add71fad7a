"""Writes the measured lines: one JSON object a line with `text`, `half`, `source` and, where known, `spans` [kind, start, end].

    python corpus.py DATA LINES.jsonl

Which half a line is in is decided by a hash of its template, or of its text: the halves share no template, and no
adjustment of the redactor moves a line.
"""

import csv
import hashlib
import json
import pathlib
import re
import sys

import servers
from templates import TEMPLATES
from values import Values

SEED = 20110
LINES_A_TEMPLATE = 16
ORDINARY = 2400
LONGEST = 2000  # characters of an ordinary result
SLOT = re.compile(r"\{((?:not_)?[a-z_]+(?::[a-z0-9_]+)?)\}")
KINDS = {name for name in vars(Values) if not name.startswith("_")} - {"value", "digits", "token", "grouped"}


def half(text):
    return "tuned" if hashlib.sha256(text.encode()).digest()[0] % 2 == 0 else "unseen"


def filled(template, values):
    text, spans, end = "", [], 0
    for slot in SLOT.finditer(template):
        kind = slot[1].split(":")[0]
        if kind not in KINDS:
            continue
        text += template[end:slot.start()]
        value = values.value(slot[1])
        if not kind.startswith("not_"):
            spans.append([kind, len(text), len(text) + len(value)])
        text += value
        end = slot.end()
    return text + template[end:], spans


def generated():
    for number, template in enumerate(TEMPLATES):
        values = Values(SEED + number)
        for _ in range(LINES_A_TEMPLATE):
            text, spans = filled(template, values)
            yield {"source": "template", "half": half(template), "text": text, "spans": spans}


def objects(value):
    """The records of a file: the members of its lists, wherever they stand, that are objects themselves."""
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                yield item
            yield from objects(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from objects(item)


def records(path):
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".csv":
        yield from csv.DictReader(text.splitlines())
        return
    try:
        yield from objects(json.loads(text))
    except ValueError:
        for line in text.splitlines():
            try:
                yield json.loads(line)
            except ValueError:
                continue


def ordinary(data):
    """The same number of records from each folder, chosen by hash, as a tool would give them: as JSON."""
    folders = [folder for folder in sorted(data.iterdir()) if folder.is_dir() and folder.name != "json-test-suite"]
    seen, chosen = set(), []
    for folder in folders:
        texts = set()
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".json", ".jsonl", ".csv"):
                texts |= {json.dumps(record, ensure_ascii=False)[:LONGEST] for record in records(path)}
        texts = sorted((text for text in texts - seen if len(text) > 40),
                       key=lambda text: hashlib.sha256(text.encode()).digest())
        seen |= set(texts)
        chosen.append((folder.name, texts))
    share = ORDINARY // len(chosen) + 1
    spare = ORDINARY - sum(min(share, len(texts)) for _, texts in chosen)
    for name, texts in chosen:
        take = share + (max(spare, 0) if name == "bfcl-v4" else 0)
        for text in texts[:take]:
            yield {"source": name, "half": half(text), "text": text}


def of_servers():
    for text in servers.results():
        yield {"source": "mcp-server-git", "half": half(text[:LONGEST]), "text": text[:LONGEST]}


def main():
    data = pathlib.Path(sys.argv[1])
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        for line in [*generated(), *(ordinary(data) if data.is_dir() else []), *of_servers()]:
            file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
