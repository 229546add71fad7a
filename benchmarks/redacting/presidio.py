"""Microsoft Presidio's pattern recognisers over a blank English pipeline of spaCy, for the kinds that Toolsight has too.

Its recognisers run as its analyzer has them: with validation, with context words, no threshold.
"""

import logging
import time

import presidio_analyzer.predefined_recognizers as predefined
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
import spacy

# Kind of Toolsight's: recogniser, its entity.
RECOGNISERS = {
    "email": ("EmailRecognizer", "EMAIL_ADDRESS"),
    "phone": ("PhoneRecognizer", "PHONE_NUMBER"),
    "us_ssn": ("UsSsnRecognizer", "US_SSN"),
    "card": ("CreditCardRecognizer", "CREDIT_CARD"),
    "iban": ("IbanRecognizer", "IBAN_CODE"),
    "ip": ("IpRecognizer", "IP_ADDRESS"),
    "url": ("UrlRecognizer", "URL"),
    "date_of_birth": ("DateRecognizer", "DATE_TIME"),
    "mbi": ("UsMbiRecognizer", "US_MBI"),
    "npi": ("UsNpiRecognizer", "US_NPI"),
    "dea": ("MedicalLicenseRecognizer", "MEDICAL_LICENSE"),
    "health_plan": ("UsHealthInsuranceMemberIdRecognizer", None),
}


class BlankEngine(SpacyNlpEngine):
    def __init__(self):
        super().__init__()
        self.nlp = {"en": spacy.blank("en")}


def analyzer():
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    registry = RecognizerRegistry(supported_languages=["en"])
    kinds = {}
    for kind, (name, entity) in RECOGNISERS.items():
        recogniser = getattr(predefined, name)()
        registry.add_recognizer(recogniser)
        kinds[entity or recogniser.supported_entities[0]] = kind
    return AnalyzerEngine(registry=registry, nlp_engine=BlankEngine(), supported_languages=["en"]), kinds


def analyze(texts):
    """For each text its [kind, start, end], the kinds that were asked for, and the CPU seconds of analysing alone."""
    engine, kinds = analyzer()
    engine.analyze("warm up ana@example.com https://example.com/ 4111 1111 1111 1111", language="en")  # reads its suffix list
    start = time.process_time()
    found = [engine.analyze(text, language="en") for text in texts]
    seconds = time.process_time() - start
    spans = [sorted({(kinds[row.entity_type], row.start, row.end) for row in rows if row.entity_type in kinds})
             for rows in found]
    return [[list(span) for span in row] for row in spans], set(kinds.values()), seconds
