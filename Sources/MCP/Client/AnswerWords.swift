import CurlHTTP
import OrderedJSON

extension HTTPExchange.Reply {
  /// The start of a body that is no answer of the protocol: quoted, or a page of HTML by its title.
  static func words(_ text: String) -> String {
    guard let page = HTMLPage(text) else { return "'\(text.excerpt(limit: 200))'" }
    return "with a page of HTML" + (page.title.map { " titled '\(String($0).excerpt(limit: 120))'" } ?? "")
  }
}
