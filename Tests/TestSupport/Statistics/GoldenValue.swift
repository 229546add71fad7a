/// What a golden file holds as input or output of a function, with the few ways in which the tests read it.
///
/// Accessors of the wrong kind give `nan` or nothing, which no expectation accepts.
package enum GoldenValue: Decodable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([GoldenValue])

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else {
      self = .list(try container.decode([GoldenValue].self))
    }
  }

  /// A number, or the value of an exact fraction such as "1/252".
  package var double: Double? {
    switch self {
    case .number(let value): return value
    case .text(let text):
      let parts = text.split(separator: "/").map { Double($0) ?? .nan }
      return parts.count == 2 ? parts[0] / parts[1] : parts.first
    default: return nil
    }
  }
  package var list: [GoldenValue] { if case .list(let values) = self { values } else { [] } }
  package var text: String? { if case .text(let value) = self { value } else { nil } }
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var isNull: Bool { if case .null = self { true } else { false } }
  package var doubles: [Double] { list.map { $0.double ?? .nan } }
  package var integers: [Int] { doubles.map { Int(exactly: $0) ?? -1 } }
  package var texts: [String] { list.compactMap(\.text) }
}
