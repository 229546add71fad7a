package import EvalCore
package import OrderedJSON

/// A YAML or JSON file as the plain value that it holds, by the rules that suites are read by.
package enum PlainFile {
  /// - Throws: why the file holds no such value.
  package static func value(_ bytes: [UInt8], path: String) throws(Diagnostics) -> JSON {
    let complaints = Complaints()
    var value: JSON?
    do throws(Diagnostic) {
      let source = try SourceText(bytes, path: path)
      value = try path.hasSuffix(".json") ? LocatedNode.json(source).json : YAMLTree.read(source, complaints).json
    } catch {
      complaints.add(error)
    }
    guard let value, !complaints.hasErrors else { throw Diagnostics(complaints.sorted) }
    return value
  }
}
