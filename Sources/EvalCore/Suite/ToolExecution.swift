package import OrderedJSON

/// What the embedded server does to answer a call whose answer is not canned: made by the suite reader, done by
/// `Execution`.
package struct ToolExecution: Sendable {
  package enum Kind: Sendable {
    case template(ResultTemplate)
    case process(ProcessExecution)
    case query(QueryExecution)
    case upstream(UpstreamExecution)
  }

  package let kind: Kind
  /// The control's name of the tool.
  package let tool: String
  /// As the author wrote it, for reports and digests.
  package let source: JSON
  package let position: FilePosition
  /// The control's names of arguments, by those of the variant that is served.
  private var controlNames: [String: String] = [:]
  /// What the variant alone has among the arguments.
  private var added: Set<String> = []

  package init(_ kind: Kind, of tool: String, source: JSON, position: FilePosition) {
    (self.kind, self.tool, self.source, self.position) = (kind, tool, source, position)
  }

  /// The same where a variant shows other names.
  func renamed(_ entry: NameMap.Entry) -> ToolExecution {
    var execution = self
    execution.controlNames = Dictionary(firstOf: entry.arguments.sorted { $0.key < $1.key }.map { ($0.value, $0.key) })
    execution.added = Set(entry.add.keys)
    return execution
  }

  /// A call's arguments in the control's names, which is how the author speaks of them.
  package func controlArguments(_ arguments: JSONObject) -> JSONObject {
    guard !controlNames.isEmpty || !added.isEmpty else { return arguments }
    return JSONObject(
      arguments.filter { !added.contains($0.key) }.map { (controlNames[$0.key] ?? $0.key, $0.value) })
  }

  /// Whether a child process goes without namespaces because its author says so, which a report has to say too.
  package var isWeaklyIsolated: Bool {
    if case .process(let process) = kind { process.isolation == .weak } else { false }
  }
}

/// A word of a command: as it is, or a file of the project.
package enum CommandWord: Sendable, Hashable {
  case text(String)
  /// Relative to the project root.
  case file(String)
}

/// A program of the suite's own that answers: arguments as JSON at its input, the result at its output.
package struct ProcessExecution: Sendable, Hashable {
  package enum Isolation: String, Sendable, CaseIterable {
    /// In namespaces of its own; without them it is not started.
    case namespaces
    /// With limits, and without sockets, and otherwise as any program.
    case weak
  }

  /// Never empty.
  package let command: [CommandWord]
  package var timeout: Duration = .seconds(5)
  /// Bytes of address space, of each process.
  package var memory = 256 << 20
  package var isolation = Isolation.namespaces

  package init(command: [CommandWord]) { self.command = command }
}

/// One SELECT over a file of SQLite, which is opened to be read.
package struct QueryExecution: Sendable, Hashable {
  /// Relative to the project root.
  package let file: String
  package let query: String
  package var timeout: Duration = .seconds(5)
  /// That an answer may have.
  package var rows = 100

  package init(file: String, query: String) { (self.file, self.query) = (file, query) }
}

/// A real MCP server that answers, behind a circuit breaker.
package struct UpstreamExecution: Sendable, Hashable {
  package enum Server: Sendable, Hashable {
    /// A program, and the names of the variables that it gets beside the usual ones.
    case command([CommandWord], environment: [String])
    case url(String)
  }

  package let server: Server
  /// The server's name of the tool, where it is another than the control's.
  package var tool: String?
  /// Of a call.
  package var timeout: Duration = .seconds(30)
  package var breaker = BreakerSettings()

  package init(_ server: Server) { self.server = server }
}

/// When a circuit breaker opens, and for how long.
package struct BreakerSettings: Sendable, Hashable {
  /// Failures in a row that open it.
  package var failures = 5
  /// How long nothing is asked then, before one call tries again.
  package var open: Duration = .seconds(30)

  package init() {}
}
