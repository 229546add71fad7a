import OrderedJSON

/// What a request asks, as the server of a provider's API reads it.
struct Asked: Sendable {
  /// What a conversation is made of, whatever the API calls it.
  enum Entry: Sendable {
    case user(String)
    case said
    /// An id is nil where the API can do without.
    case call(id: String?, name: String)
    case result(id: String?, name: String?, text: String)
  }

  /// The last thing that the user said.
  private(set) var prompt = ""
  /// What the tools have answered since, in order.
  private(set) var results: [String] = []
  /// Descriptions by name.
  let tools: [String: String]
  let isStream: Bool
  /// Whether the answer shall show its reasoning, or what stands for it.
  let wantsReasoning: Bool

  /// - Throws: where a result answers no call, or a call has no result before somebody speaks again: as the vendors do.
  init(
    _ entries: [Entry], tools: [String: String], isStream: Bool, wantsReasoning: Bool
  ) throws(RefusedRequest) {
    (self.tools, self.isStream, self.wantsReasoning) = (tools, isStream, wantsReasoning)
    var open: [(id: String?, name: String)] = []
    var isAnswering = false
    for entry in entries {
      switch entry {
      case .call(let id, let name):
        try RefusedRequest.unless(!isAnswering || open.isEmpty, "a call before the results of the ones before it")
        isAnswering = false
        open.append((id, name))
      case .result(let id, let name, let text):
        let place = open.firstIndex { id == nil || $0.id == nil ? $0.name == name : $0.id == id }
        guard let place else { throw RefusedRequest("a result that answers no call") }
        open.remove(at: place)
        isAnswering = true
        results.append(text)
      case .user(let text):
        try RefusedRequest.unless(open.isEmpty, "calls without results")
        (prompt, results) = (text, [])
      case .said: try RefusedRequest.unless(open.isEmpty, "calls without results")
      }
    }
    try RefusedRequest.unless(open.isEmpty, "calls without results")
    try RefusedRequest.unless(!prompt.isEmpty, "no user")
  }
}

/// Why a server would not take a request: an HTTP 400.
struct RefusedRequest: Error {
  let message: String

  init(_ message: String) { self.message = message }

  static func unless(_ isRight: Bool, _ message: @autoclosure () -> String) throws(RefusedRequest) {
    if !isRight { throw RefusedRequest(message()) }
  }
}

extension JSON {
  /// The member, which the API wants.
  func wanted<Value>(_ name: String, _ read: (JSON) -> Value?) throws(RefusedRequest) -> Value {
    guard let value = self[name].flatMap(read) else {
      throw RefusedRequest("'\(name)' is missing or something else in \(excerpt())")
    }
    return value
  }

  func text(_ name: String) throws(RefusedRequest) -> String { try wanted(name, \.stringValue) }
  func list(_ name: String) throws(RefusedRequest) -> [JSON] { try wanted(name, \.arrayValue) }

  /// Refuses members that the API does not know.
  func only(_ members: String...) throws(RefusedRequest) {
    for member in objectValue ?? [:] where !members.contains(member.key) {
      throw RefusedRequest("unknown member '\(member.key)' in \(excerpt())")
    }
  }
}
