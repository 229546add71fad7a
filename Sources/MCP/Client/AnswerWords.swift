import Foundation
import OrderedJSON

extension HTTPExchange.Reply {
  /// The start of a body that is no answer of the protocol: quoted, or a page of HTML by its title, which is where proxies say
  /// what is wrong.
  static func words(_ text: String) -> String {
    guard text.drop(while: \.isWhitespace).hasPrefix("<") else { return "'\(text.excerpt(limit: 200))'" }
    guard let start = text.range(of: "<title>", options: .caseInsensitive)?.upperBound,
      let end = text.range(of: "</title>", options: .caseInsensitive, range: start..<text.endIndex)?.lowerBound
    else { return "with a page of HTML" }
    return "with a page of HTML titled '\(String(text[start..<end]).excerpt(limit: 120))'"
  }
}
