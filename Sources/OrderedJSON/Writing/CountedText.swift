extension Int {
  /// With a comma at every third place, e.g. `2,104`.
  package var grouped: String {
    let digits = String(magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return self < 0 ? "−" + text : text
  }

  /// `1 case`, `2,104 cases`: how every count is written for people.
  ///
  /// - Parameter plural: where it is not the noun and an 's'.
  package func counted(_ noun: String, _ plural: String? = nil) -> String {
    "\(grouped) \(self == 1 ? noun : plural ?? noun + "s")"
  }
}
