import EvalCore
import Foundation
import OrderedJSON

/// Each gives nil after a complaint that says what was expected and what was found.
extension LocatedNode {
  func string(_ what: String, _ complaints: Complaints) -> String? {
    switch content {
    case .string(let value): return value
    case .number(let number):
      complaints.error(
        at: position, "expected text for \(what), found the number \(number.text.excerpt)",
        fix: "quote it: \"\(number.text.excerpt)\"")
    case .bool(let value):
      complaints.error(at: position, "expected text for \(what), found \(value)", fix: "quote it: \"\(value)\"")
    default: complaints.error(at: position, "expected text for \(what), found \(found)")
    }
    return nil
  }

  func nonEmptyString(_ what: String, _ complaints: Complaints) -> String? {
    guard let text = string(what, complaints) else { return nil }
    guard text.contains(where: { !$0.isWhitespace }) else {
      complaints.error(at: position, "expected text for \(what), found an empty one")
      return nil
    }
    return text
  }

  func bool(_ what: String, _ complaints: Complaints) -> Bool? {
    if case .bool(let value) = content { return value }
    let near = stringValue.flatMap { ["yes": "true", "on": "true", "no": "false", "off": "false"][$0.lowercased()] }
    complaints.error(
      at: position, "expected true or false for \(what), found \(found)", fix: near.map { "write \($0)" })
    return nil
  }

  func number(_ what: String, _ complaints: Complaints) -> JSONNumber? {
    if case .number(let value) = content { return value }
    complaints.error(at: position, "expected a number for \(what), found \(found)", fix: numberMeant)
    return nil
  }

  /// The number that a text seems to mean: a percentage, one in quotes, one with a comma.
  private var numberMeant: String? {
    guard let text = stringValue?.filter({ !$0.isWhitespace }), text.utf8.count <= 30 else { return nil }
    if text.hasSuffix("%"), case .number(let percent)? = Self.number(String(text.dropLast())) {
      return "write \(Self.hundredth(of: percent))"
    }
    let plain = text.filter { $0 == "," }.count == 1 ? text.replacing(",", with: ".") : text
    guard case .number(let number)? = Self.number(plain) else { return nil }
    return plain == text ? "write it without quotes: \(number.text)" : "write \(number.text)"
  }

  private static func number(_ text: String) -> JSON? { try? JSON(parsing: text) }

  /// Exactly, so that `5%` is 0.05 and no sum of binary fractions.
  private static func hundredth(of number: JSONNumber) -> String {
    guard let value = Decimal(string: number.text, locale: Locale(identifier: "en_US_POSIX")) else {
      return number.text
    }
    return "\(value / 100)"
  }

  private var numberValue: JSONNumber? { if case .number(let value) = content { value } else { nil } }

  func integer(_ what: String, in range: ClosedRange<Int>, _ complaints: Complaints) -> Int? {
    if case .number(let number) = content, let value = number.intValue, range.contains(value) { return value }
    let least = range.lowerBound == .min ? "" : " from \(range.lowerBound)"
    let bounds = range.upperBound == .max ? least + (least.isEmpty ? "" : " on") : "\(least) to \(range.upperBound)"
    complaints.error(
      at: position, "expected a whole number\(bounds) for \(what), found \(found)",
      fix: numberMeant.flatMap { $0.contains(".") ? nil : $0 })
    return nil
  }

  /// A number from 0 to 1.
  func fraction(_ what: String, _ complaints: Complaints) -> Double? {
    guard let value = number(what, complaints)?.doubleValue else { return nil }
    if 0...1 ~= value { return value }
    let percent =
      1 < value && value <= 100
      ? numberValue.map { "write \(Self.hundredth(of: $0)) for \($0.text) %" } : nil
    complaints.error(at: position, "expected a fraction from 0 to 1 for \(what), found \(found)", fix: percent)
    return nil
  }

  func word<Word: RawRepresentable & CaseIterable>(
    _ what: String, as type: Word.Type, _ complaints: Complaints
  ) -> Word? where Word.RawValue == String {
    if let text = stringValue, let word = Word(rawValue: text) { return word }
    let words = Word.allCases.map(\.rawValue)
    complaints.error(
      at: position, "expected \(words.count > 2 ? "one of " : "")\(words.orList) for \(what), found \(found)",
      fix: stringValue.flatMap { Suggestion.nearest(to: $0, among: words) }.map { "did you mean '\($0)'?" })
    return nil
  }

  func list(_ what: String, _ complaints: Complaints) -> [LocatedNode]? {
    if let array { return array }
    complaints.error(at: position, "expected a list for \(what), found \(found)", fix: "put it in square brackets")
    return nil
  }

  func map(_ what: String, _ complaints: Complaints) -> [Member]? {
    if let members { return members }
    complaints.error(at: position, "expected a map for \(what), found \(found)")
    return nil
  }

  func strings(_ what: String, _ complaints: Complaints) -> [String]? {
    list(what, complaints)?.compactMap { $0.nonEmptyString("an entry of \(what)", complaints) }
  }
}

extension [String] {
  /// `a, b or c`.
  fileprivate var orList: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " or " + last
  }
}
