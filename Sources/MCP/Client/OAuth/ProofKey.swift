import Foundation
import OrderedJSON

/// A secret of one request for a code, by which only who asked can turn the code into a token (RFC 7636).
struct ProofKey: Sendable, Equatable {
  let verifier: String

  init() { verifier = Self.randomWord() }

  /// - Parameter verifier: 43 to 128 letters, digits and '-._~'.
  init(verifier: String) { self.verifier = verifier }

  /// Sent ahead in the secret's place: its SHA-256 in base64url (section 4.2).
  var challenge: String {
    let digits = ContentDigest.sha256(verifier).utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst()
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in digits.map({ $0 <= UInt8(ascii: "9") ? $0 - UInt8(ascii: "0") : $0 - UInt8(ascii: "a") + 10 }) {
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return Self.base64URL(bytes)
  }

  /// 256 bits of the system's randomness in 43 letters.
  static func randomWord() -> String {
    var source = SystemRandomNumberGenerator()
    return base64URL((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &source) })
  }

  private static func base64URL(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
