import Foundation
import OrderedJSON

/// What a browser brings back from an authorization server (RFC 6749, section 4.1.2; RFC 9207).
struct RedirectAnswer: Sendable, Equatable {
  private let fields: [String: String]

  /// - Parameter query: of the address that the browser was sent to.
  init(query: String) {
    let pairs = query.split(separator: "&").prefix(32).compactMap { pair -> (String, String)? in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let texts = parts.map { $0.replacing("+", with: " ").removingPercentEncoding }
      guard let name = texts[0] else { return nil }
      return (name, texts.count == 2 ? texts[1] ?? "" : "")
    }
    fields = Dictionary(firstOf: pairs)
  }

  /// Whether it answers this request, and not one that somebody else had the browser make.
  func answers(state: String) -> Bool { fields["state"] == state }

  /// - Throws: where the server refused, or another one answered than was asked.
  func code(from issuer: IssuerDocument) throws(ToolListingFailure) -> String {
    if let named = fields["iss"] {
      guard named.hasSameScalars(as: issuer.issuer) else {
        throw .oauth("expected an answer of '\(issuer.issuer)', found one of '\(named.excerpt(limit: 200))'")
      }
    } else if issuer.namesItself {
      throw .oauth("expected an answer that names '\(issuer.issuer)', as its metadata promises, found none")
    }
    if let error = fields["error"] {
      let words = [error, fields["error_description"]].compactMap { $0?.excerpt(limit: 200) }.joined(separator: ": ")
      throw .oauth("expected '\(issuer.issuer)' to let the client in, found '\(words)'")
    }
    guard let code = fields["code"], !code.isEmpty else {
      throw .oauth("expected a code from '\(issuer.issuer)', found none in its answer")
    }
    return code
  }
}
