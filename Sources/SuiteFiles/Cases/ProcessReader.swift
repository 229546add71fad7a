import EvalCore

extension LiveResultReader {
  /// Reads `~process`: nil after a complaint.
  func process(_ node: LocatedNode) -> ToolExecution.Kind? {
    guard let fields = Fields(node, .process, complaints) else { return nil }
    let command = fields.required("command", complaints).flatMap(command)
    let timeout = fields["timeout"]?.duration("'timeout'", in: 10...600_000, complaints)
    let memory = fields["memory"]?.byteCount("'memory'", in: 1 << 20...64 << 30, complaints)
    let isolation = fields["isolation"]?.word("'isolation'", as: ProcessExecution.Isolation.self, complaints)
    guard let command else { return nil }
    var process = ProcessExecution(command: command)
    process.timeout = timeout ?? process.timeout
    process.memory = memory ?? process.memory
    process.isolation = isolation ?? process.isolation
    return .process(process)
  }

  /// A program and its arguments; nil after a complaint.
  func command(_ node: LocatedNode) -> [CommandWord]? {
    guard let nodes = node.list("'command'", complaints) else { return nil }
    guard !nodes.isEmpty else {
      complaints.error(at: node.position, "expected the name of a program in 'command', found an empty list")
      return nil
    }
    let words = nodes.enumerated().map { word($0.element, isProgram: $0.offset == 0) }
    return words.contains(nil) ? nil : words.compactMap(\.self)
  }

  /// A program with a `/` and every word that begins with `./` or `../` is a file as seen from the one that names it,
  /// because a child does not start in a folder that the author knows.
  private func word(_ node: LocatedNode, isProgram: Bool) -> CommandWord? {
    guard let text = isProgram ? node.nonEmptyString("a program", complaints) : node.string("a word", complaints) else {
      return nil
    }
    guard !text.unicodeScalars.contains("\0") else {
      complaints.error(at: node.position, "expected a word without a null character")
      return nil
    }
    let isFile = text.hasPrefix("./") || text.hasPrefix("../") || (isProgram && text.contains("/"))
    guard isFile, !text.hasPrefix("/") else { return .text(text) }
    return documents.path(text, from: node).map { .file($0) }
  }
}
