import EvalCore

/// The headers and the query that a user gave a model's endpoint, on their way into its requests.
extension EndpointSettings {
  /// In place of headers of the same name.
  func overlay(on own: [(name: String, value: String)]) -> [(name: String, value: String)] {
    let names = Set(headers.map { $0.name.lowercased() })
    return own.filter { !names.contains($0.name.lowercased()) } + headers.map { ($0.name, $0.value) }
  }

  /// Behind what the URL asks for already.
  func append(to url: String) -> String {
    guard !query.isEmpty else { return url }
    let fields = query.map { "\($0.name.escaped)=\($0.value.escaped)" }.joined(separator: "&")
    return url + (url.contains("?") ? "&" : "?") + fields
  }
}
