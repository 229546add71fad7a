package import OrderedJSON

/// Where references lead that stay inside one document: for who reads schemas without validating anything by them.
///
/// Knows `#`, JSON Pointers, anchors and whole identifiers as they are written; nothing is fetched.
package struct LocalReferences: Sendable {
  private let document: JSON
  /// By what stands behind the `#` of a reference.
  private var anchors: [String: JSON] = [:]
  private var identified: [String: JSON] = [:]

  package init(_ document: JSON) {
    self.document = document
    var waiting = [document]
    while let next = waiting.popLast() {
      note(next)
      waiting += next.arrayValue ?? next.objectValue?.map(\.value) ?? []
    }
  }

  private mutating func note(_ schema: JSON) {
    for keyword in ["$anchor", "$dynamicAnchor"] {
      if let name = schema[keyword]?.stringValue, anchors[name] == nil { anchors[name] = schema }
    }
    if let uri = schema["$id"]?.stringValue, identified[uri] == nil { identified[uri] = schema }
  }

  /// Nil where the reference leads out of the document, or nowhere.
  package func target(of reference: String) -> JSON? {
    if let known = identified[reference] { return known }
    guard reference.hasPrefix("#"), let fragment = URIReference(reference).decodedFragment else { return nil }
    if fragment.isEmpty { return document }
    guard fragment.hasPrefix("/") else { return anchors[fragment] }
    return JSONPointer(parsing: fragment).flatMap { document[pointer: $0] }
  }
}
