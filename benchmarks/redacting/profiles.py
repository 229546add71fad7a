"""How many values are found in shapes that nobody here wrote: faker's own profiles and card sheets, and telephone numbers as
twelve countries write them, under a key `phone`. A value is found where findings of any kind cover it.

    python profiles.py TOOLSIGHT-MEASURE
"""

import json
import sys
from collections import Counter

from faker import Faker

from measure import toolsight

LOCALES = ["en_US", "de_DE", "fr_FR", "en_GB", "es_ES", "it_IT", "ja_JP", "pl_PL", "pt_BR", "en_IN", "nl_NL", "sv_SE"]


def values(locale):
    """Texts, each with a kind and the value that has to be found in it."""
    faker = Faker(locale)
    faker.seed_instance(7)
    for _ in range(100):
        phone = faker.phone_number()
        yield "phone", json.dumps({"name": faker.name(), "phone": phone}, ensure_ascii=False), phone
        profile = {key: str(value) for key, value in faker.simple_profile().items()}
        text = json.dumps(profile, ensure_ascii=False)
        yield "email", text, profile["mail"]
        yield "date_of_birth", text, profile["birthdate"]
        sheet = faker.credit_card_full()
        yield "card", sheet, sheet.split("\n")[2].split()[0]


def main():
    rows = [row for locale in LOCALES for row in values(locale)]
    found, _ = toolsight(sys.argv[1], [text for _, text, _ in rows])
    hits, counts = Counter(), Counter()
    for (kind, text, value), findings in zip(rows, found, strict=True):
        at = text.find(value)
        counts[kind] += 1
        hits[kind] += any(start <= at and end >= at + len(value) for _, start, end in findings)
    print("\nshapes of faker's own: " + ", ".join(f"{kind} {hits[kind]} of {counts[kind]}" for kind in counts))


if __name__ == "__main__":
    main()
