"""What stands in the slots of templates.py: faker's values where it has the kind, else made by the published rule."""

import ipaddress
import random

from faker import Faker

LETTERS = "ACDEFGHJKMNPQRTUVWXY"  # of a Medicare beneficiary identifier: no S L O I B Z
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MIXED = ALPHABET + ALPHABET.lower() + "0123456789"
LOCALES = ["de_DE", "fr_FR", "en_GB", "nl_NL", "it_IT", "es_ES", "pl_PL", "no_NO", "de_AT", "de_CH", "pt_PT", "fi_FI"]
PREFIXES = {
    "openai": ("sk-proj-", 48), "github": ("ghp_", 36), "gitlab": ("glpat-", 20), "google": ("AIza", 35),
    "stripe": ("sk_live_", 24), "npm": ("npm_", 36), "huggingface": ("hf_", 34),
}


def luhn(digits):
    """The digit that makes `digits` and it pass the Luhn check."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if index % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


class Values:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.us = Faker("en_US")
        self.us.seed_instance(seed)
        self.others = {locale: Faker(locale) for locale in LOCALES}
        for locale, faker in self.others.items():
            faker.seed_instance(f"{seed} {locale}")

    def value(self, slot):
        kind, _, shape = slot.partition(":")
        return str(getattr(self, kind)(shape))

    def digits(self, count):
        return "".join(self.random.choice("0123456789") for _ in range(count))

    def token(self, count, alphabet=MIXED):
        return "".join(self.random.choice(alphabet) for _ in range(count))

    def grouped(self, text, mark):
        return mark.join(text[at:at + 4] for at in range(0, len(text), 4))

    def email(self, _):
        made = self.random.choice([self.us.email, self.us.company_email, self.us.free_email, self.us.ascii_safe_email])()
        if self.random.random() < 0.15:
            made = made.replace("@", "+" + self.us.word() + "@")
        return made

    def phone(self, shape):
        a, b, c = (str(self.random.randint(201, 989)) for _ in range(3))
        area = self.random.choice("212 303 305 312 404 415 503 512 617 702 713 808 917".split())
        last = self.digits(4)
        return {
            "us": lambda: self.us.phone_number(),
            "us_dash": lambda: f"{area}-{b}-{last}",
            "us_paren": lambda: f"({area}) {b}-{last}",
            "us_toll": lambda: f"1-800-{b}-{last}",
            "de": lambda: self.others["de_DE"].phone_number(),
            "uk": lambda: self.others["en_GB"].phone_number(),
            "fr": lambda: self.others["fr_FR"].phone_number(),
            "e164": lambda: self.random.choice([f"+1{area}{b}{last}", f"+4915{self.digits(9)}", f"+336{self.digits(8)}",
                                                f"+447{self.random.choice('4579')}{self.digits(8)}", f"+9198{self.digits(8)}"]),
        }[shape]()

    def us_ssn(self, shape):
        made = self.us.ssn()
        return {"dash": made, "space": made.replace("-", " "), "plain": made.replace("-", "")}[shape]

    def card(self, shape):
        made = self.us.credit_card_number()
        if shape == "plain":
            return made
        mark = " " if shape == "space" else "-"
        if len(made) == 15:
            return mark.join([made[:4], made[4:10], made[10:]])
        return self.grouped(made, mark)

    def iban(self, shape):
        made = self.others[self.random.choice(LOCALES)].iban()
        return made if shape == "plain" else self.grouped(made, " ")

    def ip(self, shape):
        if shape == "v4":
            return self.us.ipv4()
        made = self.us.ipv6()
        if self.random.random() < 0.5:
            parts = made.split(":")
            at = self.random.randint(1, 5)
            parts[at:at + 2] = ["0", "0"]
            made = ipaddress.ip_address(":".join(parts)).compressed
        return made

    def url(self, _):
        return self.random.choice([self.us.url, self.us.uri, self.us.image_url, self.us.uri])()

    def date_of_birth(self, shape):
        day = self.us.date_of_birth(minimum_age=1, maximum_age=95)
        return day.strftime({"iso": "%Y-%m-%d", "us": "%m/%d/%Y", "eu": "%d.%m.%Y",
                             "long": self.random.choice(["%B %d, %Y", "%d %B %Y", "%b %d, %Y"])}[shape])

    def mrn(self, shape):
        return {"digits": self.digits(self.random.randint(6, 10)),
                "letters": self.token(self.random.randint(1, 3), ALPHABET) + self.digits(7),
                "dash": f"{self.digits(3)}-{self.digits(2)}-{self.digits(3)}"}[shape]

    def mbi(self, shape):
        letter = lambda: self.random.choice(LETTERS)
        either = lambda: self.random.choice(LETTERS + "0123456789")
        digit = lambda: self.digits(1)
        made = (self.random.choice("123456789") + letter() + either() + digit() + letter() + either() + digit()
                + letter() + letter() + digit() + digit())
        return made if shape == "plain" else f"{made[:4]}-{made[4:7]}-{made[7:]}"

    def npi(self, _):
        body = self.random.choice("12") + self.digits(8)
        return body + luhn("80840" + body)

    def dea(self, _):
        body = self.digits(6)
        check = (sum(map(int, body[0::2])) + 2 * sum(map(int, body[1::2]))) % 10
        return self.random.choice("ABCDEFGHJKLMPRSTUX") + self.token(1, ALPHABET) + body + str(check)

    def health_plan(self, _):
        return self.random.choice([self.token(3, ALPHABET) + self.digits(9), "W" + self.digits(9), self.digits(11),
                                   self.token(3, ALPHABET) + "-" + self.digits(8)])

    def vin(self, _):
        return self.us.vin()

    def secret(self, shape):
        if shape in PREFIXES:
            prefix, length = PREFIXES[shape]
            return prefix + self.token(length)
        return {
            "aws": lambda: "AKIA" + self.token(16, ALPHABET + "234567"),
            "jwt": lambda: "eyJhbGciOiJIUzI1NiJ9." + "eyJ" + self.token(40) + "." + self.token(43),
            "slack": lambda: f"xoxb-{self.digits(12)}-{self.digits(12)}-{self.token(24)}",
            "anthropic": lambda: "sk-ant-api03-" + self.token(93) + "AA",
            "sendgrid": lambda: f"SG.{self.token(22)}.{self.token(43)}",
            "pem": lambda: "-----BEGIN PRIVATE KEY-----\n" + "\n".join(self.token(64) for _ in range(3))
            + "\n-----END PRIVATE KEY-----",
        }[shape]()

    def not_sha(self, _):
        return self.us.sha1()

    def not_sha256(self, _):
        return self.us.sha256()

    def not_uuid(self, _):
        return self.us.uuid4()

    def not_digits(self, shape):
        return self.random.choice("123456789") + self.digits(int(shape) - 1)

    def not_version(self, _):
        return f"{self.random.randint(0, 30)}.{self.random.randint(0, 40)}.{self.random.randint(0, 99)}"

    def not_sku(self, _):
        return self.token(3, ALPHABET) + "-" + self.digits(5)

    def not_isbn(self, _):
        return self.us.isbn13()
