import Foundation

/// The base64 of tokens and keys (RFC 7515, section 2): for URLs, and without padding.
enum Base64URL {
  static func encoded(_ bytes: some Sequence<UInt8>) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// Nil where anything else than the one spelling of the bytes is found, so that no two texts are the same token.
  static func decoded(_ text: Substring) -> [UInt8]? {
    let standard = text.replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
    guard let bytes = Data(base64Encoded: standard + padding), encoded(bytes) == text else { return nil }
    return Array(bytes)
  }
}
