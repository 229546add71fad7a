"""Precision, recall, false alarms and speed of Toolsight's redactor beside Presidio's, as a table in Markdown.

    python measure.py TOOLSIGHT-MEASURE LINES.jsonl [tuned|unseen] [--show] [--alone]

A value is found where a finding of its kind covers all of it, and a finding is right where it touches a value of its kind.
`--show` prints what was missed and what was wrong, for the tuned half alone; `--alone` leaves Presidio out.
"""

import ipaddress
import json
import re
import subprocess
import sys
from collections import Counter

CHECKED = ["card", "iban", "us_ssn", "mbi", "npi", "dea", "vin"]
KINDS = ["email", "phone", "card", "iban", "us_ssn", "ip", "url", "date_of_birth", "mrn", "mbi", "npi", "dea",
         "health_plan", "vin", "secret"]
REPEATS = 20


def toolsight(program, texts):
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    run = subprocess.run([program, "redact", "--repeats", str(REPEATS)], input=lines, capture_output=True, text=True, check=True)
    found = []
    for text, line in zip(texts, run.stdout.splitlines(), strict=True):
        raw = text.encode()
        place = lambda at: len(raw[:at].decode())
        found.append([[kind, place(start), place(end)] for kind, start, end in json.loads(line)])
    return found, json.loads(run.stderr)["seconds"] / REPEATS


def is_really(kind, value, text, start):
    """Whether what was found in an ordinary result is one all the same; written down before either was run on the unseen half."""
    if kind == "email":
        return re.fullmatch(r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}", value) is not None
    if kind == "url":
        return "://" in value or value.startswith("www.")
    if kind == "ip":
        try:
            ipaddress.ip_network(value.split("%")[0], strict=False)
            return True
        except ValueError:
            return False
    if kind == "phone":
        return value.startswith("+") or re.search(r"(?i)phone|mobile|tel\b|contact|sms|call", text[max(0, start - 60):start]) is not None
    if kind == "date_of_birth":
        return re.search(r"(?i)born|birth|dob", text[max(0, start - 40):start]) is not None
    return False


def score(lines, found, kinds, show=False):
    hits, misses, right, wrong, false, ordinary = Counter(), Counter(), Counter(), Counter(), Counter(), 0
    for line, findings in zip(lines, found, strict=True):
        text = line["text"]
        if "spans" not in line:
            ordinary += 1
            for kind, start, end in findings:
                if kind in kinds and not is_really(kind, text[start:end], text, start):
                    false[kind] += 1
                    if show:
                        print("false", kind, repr(text[start:end]), "in", repr(text[max(0, start - 40):end + 20]))
            continue
        for kind, start, end in line["spans"]:
            is_found = any(k == kind and s <= start and e >= end for k, s, e in findings)
            (hits if is_found else misses)[kind] += 1
            if show and not is_found:
                print("missed", kind, repr(text[start:end]), "in", repr(text[:160]), [f for f in findings])
        for kind, start, end in findings:
            if kind not in kinds:
                continue
            is_right = any(k == kind and s < end and e > start for k, s, e in line["spans"])
            (right if is_right else wrong)[kind] += 1
            if show and not is_right:
                print("wrong", kind, repr(text[start:end]), "in", repr(text[:160]))
    recall = {kind: hits[kind] / (hits[kind] + misses[kind]) for kind in kinds if hits[kind] + misses[kind]}
    precision = {kind: right[kind] / (right[kind] + wrong[kind]) for kind in kinds if right[kind] + wrong[kind]}
    return recall, precision, {kind: 1000 * false[kind] / max(ordinary, 1) for kind in kinds}, {k: hits[k] + misses[k] for k in kinds}


def figure(values, kind):
    return f"{values[kind]:.3f}" if kind in values else "–"


def main():
    program, path = sys.argv[1:3]
    half = next((word for word in sys.argv[3:] if word in ("tuned", "unseen")), "unseen")
    show = "--show" in sys.argv and half == "tuned"
    lines = [line for line in map(json.loads, open(path, encoding="utf-8")) if line["half"] == half]
    texts = [line["text"] for line in lines]
    size = sum(len(text.encode()) for text in texts)
    ours, seconds = toolsight(program, texts)
    recall, precision, false, counts = score(lines, ours, set(KINDS), show)
    generated = sum("spans" in line for line in lines)
    print(f"{half}: {len(lines)} lines, {size} bytes; {generated} generated, {len(lines) - generated} ordinary\n")
    if "--alone" in sys.argv:
        for kind in KINDS:
            print(f"{kind:14} {counts[kind]:4} recall {figure(recall, kind)} precision {figure(precision, kind)} false/1000 {false[kind]:.2f}")
        print(f"{seconds:.4f} CPU s, {size / seconds / 1e6:.0f} MB/s")
        return
    import presidio
    theirs, shared, their_seconds = presidio.analyze(texts)
    p_recall, p_precision, p_false, _ = score(lines, theirs, shared)
    print("| kind | values | recall | precision | false alarms | Presidio: recall | precision | false alarms |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for kind in KINDS:
        beside = [figure(p_recall, kind), figure(p_precision, kind), f"{p_false[kind]:.1f}"] if kind in shared else ["–"] * 3
        print(f"| `{kind}` | {counts[kind]} | {figure(recall, kind)} | {figure(precision, kind)} | {false[kind]:.1f} | {' | '.join(beside)} |")
    sums = sum(false[kind] for kind in shared), sum(p_false[kind] for kind in shared)
    print(f"\nfalse alarms per 1,000 ordinary results, kinds of both: {sums[0]:.1f} and {sums[1]:.1f}")
    print(f"CPU seconds: {seconds:.4f} and {their_seconds:.2f}, {their_seconds / seconds:.0f} times; {size / seconds / 1e6:.0f} MB/s and {size / their_seconds / 1e6:.3f} MB/s")
    broken = [kind for kind in CHECKED if recall.get(kind, 1) < 0.98]
    broken += [kind for kind in shared if recall.get(kind, 1) < p_recall.get(kind, 0)]
    broken += ["false alarms"] * (sums[0] > sums[1]) + ["speed"] * (their_seconds < 100 * seconds)
    if broken:
        sys.exit("below what is promised: " + ", ".join(broken))


if __name__ == "__main__":
    main()
