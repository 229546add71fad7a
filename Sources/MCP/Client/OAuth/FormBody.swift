/// Names and values as forms and queries send them (`application/x-www-form-urlencoded`); all but letters, digits and '-._' is
/// percent-encoded, which every reader of forms understands.
struct FormBody: Sendable, Equatable {
  private(set) var fields: [(name: String, value: String)]

  init(_ fields: [(name: String, value: String?)]) {
    self.fields = fields.compactMap { field in field.value.map { (field.name, $0) } }
  }

  var text: String { fields.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }.joined(separator: "&") }

  /// Behind what the URL has of a query already.
  func appended(to url: String) -> String { url + (url.contains("?") ? "&" : "?") + text }

  static func encoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        bytes.append(byte)
      default:
        bytes += [UInt8(ascii: "%"), Self.digit(byte >> 4), Self.digit(byte & 15)]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  static func == (left: FormBody, right: FormBody) -> Bool { left.text == right.text }
}
