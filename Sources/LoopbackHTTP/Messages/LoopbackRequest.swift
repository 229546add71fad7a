import Foundation
import HTTPTypes

/// One request with its whole body. That the client has left shows as `Task.isCancelled` in the handler.
package struct LoopbackRequest: Sendable {
  /// In the client's spelling, such as `GET`.
  package let method: String
  /// What the client asked for before any '?', percent-encoded as it came.
  package let path: String
  /// What follows the first '?', percent-encoded as it came; nil without a '?'.
  package let query: String?
  /// `Host` stands first, wherever the client put it; the others keep their order.
  package let headers: LoopbackHeaders
  package let body: [UInt8]
  /// The client's address and port.
  package let peer: String

  package init(
    method: String, target: String, headers: LoopbackHeaders = [:], body: [UInt8] = [], peer: String = ""
  ) {
    self.method = method
    let mark = target.utf8.firstIndex(of: UInt8(ascii: "?"))
    self.path = mark.map { String(target[..<$0]) } ?? target
    self.query = mark.map { String(target[target.utf8.index(after: $0)...]) }
    self.headers = headers
    self.body = body
    self.peer = peer
  }

  /// The first `name=value` of the query, percent-decoded; nil where it is missing or not percent-encoded UTF-8.
  package func queryValue(_ name: String) -> String? {
    for pair in query?.split(separator: "&") ?? [] {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts[0].removingPercentEncoding == name else { continue }
      return parts.count == 2 ? parts[1].removingPercentEncoding : ""
    }
    return nil
  }
}

extension LoopbackHeaders {
  init(_ head: HTTPRequest) {
    fields = []
    fields.reserveCapacity(head.headerFields.count + 1)
    if let host = head.authority { append("Host", host) }
    for field in head.headerFields { append(field.name.rawName, field.value) }
  }
}
