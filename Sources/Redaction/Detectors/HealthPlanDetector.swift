extension Detector {
  static let healthPlan = Detector(
    kind: .healthPlan,
    summary:
      "A health plan's number for a person: 6 to 20 letters, digits and hyphens, six of them digits, behind a cue such "
      + "as `member ID`.",
    probes: [
      .behind(cues) { text, at in text.endOfCode(from: at, length: 6...20, digits: 6) }
    ],
    identity: .lettersAndDigits)

  private static let cues = [
    "member id", "member number", "member no", "subscriber id", "subscriber number", "subscriber no", "policy number",
    "policy no", "policy id", "health plan", "health insurance", "insurance id", "insurance number",
    "insurance member", "beneficiary number", "beneficiary id", "medicaid", "medicaid id",
  ].map { Cue($0) }
}
