package import EvalCore
package import OrderedJSON

/// An output that was recorded for an entry of the leaderboard, with the verdict of the leaderboard's own checker.
package struct BFCLVector: Sendable {
  package let id: String
  package let category: String
  /// What was done to the right answer to get this one; nil where the file does not say.
  package let mutation: String?
  package let position: FilePosition
  package let expectation: BFCLExpectation
  package let output: JSON
  package let isValid: Bool
  /// The leaderboard's word for what is wrong.
  package let errorType: String?
}

/// Reads recorded outputs, JSON Lines of `{id, category, model_output, valid, mutation?, underscore_to_dot?, error_type?}`,
/// with what a folder of the leaderboard expects of each.
package struct BFCLVectors {
  private let complaints = Complaints()
  private var folder: BFCLFolder

  /// - Parameter folder: where the entry files and `possible_answer/` are.
  package init(folder: String) throws(Diagnostics) { self.folder = try BFCLFolder(folder) }

  /// - Throws: all complaints, if one of them is an error.
  package mutating func vectors(_ bytes: [UInt8], path: String) throws(Diagnostics) -> [BFCLVector] {
    let rows = BFCLImport.source((path, bytes), complaints).map { JSONLinesTree.nodes($0, complaints) } ?? []
    var vectors: [BFCLVector] = []
    for row in rows {
      if let vector = vector(row) { vectors.append(vector) }
    }
    if rows.isEmpty, !complaints.hasErrors {
      complaints.error(at: FilePosition(file: path, line: 1, column: 1), "expected at least one row with an output")
    }
    guard !complaints.hasErrors else { throw Diagnostics(complaints.sorted) }
    return vectors
  }

  private mutating func vector(_ row: LocatedNode) -> BFCLVector? {
    guard row.map("a row", complaints) != nil else { return nil }
    let values = ["id", "category", "model_output", "valid"].map { required($0, row) }
    let dots = row["underscore_to_dot"].map { $0.bool("'underscore_to_dot'", complaints) } ?? false
    guard let idNode = values[0], let id = idNode.nonEmptyString("'id'", complaints), let category = values[1],
      let output = values[2], let isValid = values[3]?.bool("'valid'", complaints), let dots,
      let rule = BFCLReader(complaints: complaints).rule(category),
      let entries = folder.entries(of: category, rule, complaints)
    else { return nil }
    guard let entry = entries.entries[id] else {
      complaints.error(at: idNode.position, "no entry of '\(category.stringValue ?? "")' has the id '\(id.excerpt)'")
      return nil
    }
    guard
      let expectation = entry.expectation(
        rule, truth: entries.answers.truths[id], underscoreToDot: dots, complaints)
    else { return nil }
    return BFCLVector(
      id: id, category: category.stringValue ?? "", mutation: row["mutation"]?.stringValue, position: row.position,
      expectation: expectation, output: output.json, isValid: isValid, errorType: row["error_type"]?.stringValue)
  }

  private func required(_ key: String, _ row: LocatedNode) -> LocatedNode? {
    if row[key] == nil { complaints.error(at: row.position, "expected a key '\(key)' in a row") }
    return row[key]
  }
}
