import EvalCore

/// Reads comma- or tab-separated rows (RFC 4180) whose first row names the columns.
struct CSVReader {
  private let source: SourceText
  private let separator: UInt8
  private var offset = 0

  init(_ source: SourceText) {
    self.source = source
    separator = source.path.hasSuffix(".tsv") ? 0x09 : UInt8(ascii: ",")
  }

  /// Each row as a map from column to text; a row of another length than the first is complained about and left out.
  static func rows(_ source: SourceText, _ complaints: Complaints) -> [LocatedNode] {
    var reader = CSVReader(source)
    guard let header = reader.row() else { return [] }
    var rows: [LocatedNode] = []
    while let row = reader.row() {
      guard row.count == header.count else {
        complaints.warning(
          at: row[0].position, "expected \(header.count) fields, found \(row.count): the row is left out")
        continue
      }
      let members = zip(header, row).map { column, field in
        LocatedNode.Member(key: column.stringValue ?? "", keyPosition: field.position, value: field)
      }
      rows.append(LocatedNode(.object(members), at: row[0].position))
    }
    return rows
  }

  /// Nil at the end; blank lines are skipped.
  private mutating func row() -> [LocatedNode]? {
    skipBlankLines()
    guard offset < source.bytes.count else { return nil }
    var fields: [LocatedNode] = []
    while true {
      fields.append(field())
      guard offset < source.bytes.count, source.bytes[offset] == separator else { break }
      offset += 1
    }
    skipLineEnd()
    return fields
  }

  private mutating func field() -> LocatedNode {
    let start = offset
    let bytes = source.bytes
    var content: [UInt8] = []
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") {
      offset += 1
      while offset < bytes.count {
        if bytes[offset] == UInt8(ascii: "\"") {
          offset += 1
          guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { break }
        }
        content.append(bytes[offset])
        offset += 1
      }
    }
    while offset < bytes.count, bytes[offset] != separator, bytes[offset] != 0x0A, bytes[offset] != 0x0D {
      content.append(bytes[offset])
      offset += 1
    }
    return LocatedNode(.string(String(decoding: content, as: UTF8.self)), at: source.position(ofByte: start))
  }

  private mutating func skipBlankLines() {
    while offset < source.bytes.count, source.bytes[offset] == 0x0A || source.bytes[offset] == 0x0D { offset += 1 }
  }

  private mutating func skipLineEnd() {
    if offset < source.bytes.count, source.bytes[offset] == 0x0D { offset += 1 }
    if offset < source.bytes.count, source.bytes[offset] == 0x0A { offset += 1 }
  }
}
