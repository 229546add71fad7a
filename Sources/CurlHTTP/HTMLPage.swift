import Foundation

/// A page that a proxy, or the login of a network, answers with in place of what was asked for.
package struct HTMLPage {
  /// Which is where proxies say what is wrong; nil where it has none.
  package let title: Substring?

  /// Nil for text that is no page.
  package init?(_ text: String) {
    guard text.drop(while: \.isWhitespace).hasPrefix("<") else { return nil }
    guard let start = text.range(of: "<title>", options: .caseInsensitive)?.upperBound,
      let end = text.range(of: "</title>", options: .caseInsensitive, range: start..<text.endIndex)?.lowerBound
    else {
      title = nil
      return
    }
    title = text[start..<end]
  }
}
