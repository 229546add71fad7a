/// What can be found and replaced; the raw value is the word in a suite.
package enum RedactionKind: String, Sendable, Hashable, CaseIterable {
  case email, phone, card, iban
  case usSSN = "us_ssn"
  case ip, url
  case dateOfBirth = "date_of_birth"
  case mrn, mbi, npi, dea
  case healthPlan = "health_plan"
  case vin, secret

  /// What its placeholders are called: `CARD` in `<CARD_1>`.
  package var label: String { rawValue.uppercased() }

  /// The declaration: what is found, in the manual's words.
  package var summary: String { Detector.all.first { $0.kind == self }?.summary ?? "" }
}
