import CurlHTTP
import EvalCore
package import OrderedJSON

/// What an answer depends on of a request, keys taken out: method, path, whether it streams, the headers that change how
/// the provider reads it, the headers and the query that the user gave the model, and the body.
///
/// Scheme, host and port stay out, so that the same endpoint elsewhere replays; the order of keys stays in, because
/// a model reads its tools in that order.
package struct RecordedRequest: Sendable {
  package let json: JSON

  /// Of the headers of ours only these: whatever else a provider wants, such as a key, cannot slip in.
  private static let keptHeaders = Provider.all.flatMap(\.versionHeaders)

  package init(_ json: JSON) { self.json = json }

  init(_ request: ExchangeRequest, _ redactor: Redactor) throws(EndpointFailure) {
    let address: CurlAddress
    do { address = try CurlAddress(request.wire.url) } catch { throw EndpointFailure(error) }
    var json: JSONObject = [
      "method": .string(request.wire.method), "path": .string(redactor.redact(address.path)),
      "stream": .bool(request.isStream),
    ]
    let kept = Self.keptHeaders + request.settings.headers.map { $0.name.lowercased() }
    let headers = request.wire.headers.filter { kept.contains($0.name.lowercased()) }
    if !headers.isEmpty {
      json["headers"] = .object(
        JSONObject(headers.map { ($0.name.lowercased(), .string(redactor.redact($0.value))) }))
    }
    if !request.settings.query.isEmpty {
      json["query"] = .object(JSONObject(request.settings.query.map { ($0.name, .string(redactor.redact($0.value))) }))
    }
    json["body"] = Self.body(request.wire.body, redactor)
    self.json = .object(json)
  }

  /// A name for the request that changes whenever anything of it does: SHA-256 of its JSON without white space.
  package var key: String { ContentDigest.sha256(json.utf8Bytes) }

  private static func body(_ bytes: [UInt8]?, _ redactor: Redactor) -> JSON {
    guard let bytes else { return .null }
    guard let json = try? JSON(parsing: bytes) else {
      return .string(redactor.redact(String(decoding: bytes, as: UTF8.self)))
    }
    return redactor.redact(json)
  }
}
