import EvalCore

extension LiveResultReader {
  /// Reads `~sql`: nil after a complaint.
  func query(_ node: LocatedNode, of tool: String) -> ToolExecution.Kind? {
    // A key of its own complaint.
    guard let fields = Fields(node, KeyTable.sql.what, keys: KeyTable.sql.names + ["url"], complaints) else {
      return nil
    }
    if let url = fields["url"] {
      complaints.error(
        at: url.position, "expected a 'file' of SQLite for '~sql', found a 'url': no other database can be asked",
        fix: "write file: PATH, with a file that has the rows")
    }
    let file = fields["url"] == nil ? fields.required("file", complaints).flatMap(file) : nil
    let query = fields.required("query", complaints).flatMap { select($0, of: tool) }
    let timeout = fields["timeout"]?.duration("'timeout'", in: 10...600_000, complaints)
    let rows = fields["rows"]?.integer("'rows'", in: 1...100_000, complaints)
    guard let file, let query else { return nil }
    var execution = QueryExecution(file: file, query: query)
    execution.timeout = timeout ?? execution.timeout
    execution.rows = rows ?? execution.rows
    return .query(execution)
  }

  private func file(_ node: LocatedNode) -> String? {
    node.nonEmptyString("a path", complaints).flatMap { documents.path($0, from: node) }
  }

  private func select(_ node: LocatedNode, of tool: String) -> String? {
    guard let text = node.string("'query'", complaints) else { return nil }
    do throws(SelectStatement.Refusal) {
      let statement = try SelectStatement(text)
      for (name, offset) in statement.names { checkArgument(name, of: tool, at: offset, in: node) }
      return text
    } catch {
      complaints.error(at: node.position(ofCharacter: error.offset), error.message, fix: error.fix)
      return nil
    }
  }
}
