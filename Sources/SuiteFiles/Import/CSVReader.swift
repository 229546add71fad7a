import EvalCore

/// A table whose first row names its columns.
struct CSVTable {
  /// Without blanks around them.
  let head: [String]
  /// As it stands in the file.
  let headText: String
  let headPosition: FilePosition
  /// Each as a map from column to text.
  let rows: [LocatedNode]
}

/// Reads rows with commas, semicolons or tabs between their fields (RFC 4180 but for the separator, which spreadsheets
/// choose by country).
struct CSVReader {
  private let source: SourceText
  private let complaints: Complaints
  private var separator = UInt8(ascii: ",")
  private var offset = 0
  /// Where a quote opened a field that does not end as it should; nothing behind it can be told apart.
  private var badQuote: FilePosition?

  private init(_ source: SourceText, _ complaints: Complaints) {
    self.source = source
    self.complaints = complaints
    let first = Self.firstLine(source.bytes)
    // What Excel writes above a table, and reads.
    if first.starts(with: Array("sep=".utf8)), let named = first.dropFirst(4).first {
      separator = named
      offset = first.endIndex
    } else {
      separator = Self.separator(of: first, isTabbed: source.path.lowercased().hasSuffix(".tsv"))
    }
  }

  /// Nil after a complaint, and for a file without any row. A row of another length than the first is complained about and
  /// left out.
  static func table(_ source: SourceText, _ complaints: Complaints) -> CSVTable? {
    var reader = CSVReader(source, complaints)
    reader.skipBlankLines()
    let start = reader.offset
    guard let header = reader.row() else { return nil }
    let text = String(decoding: firstLine(source.bytes[start...]), as: UTF8.self)
    let head = header.map { ($0.stringValue ?? "").trimmed }
    var rows: [LocatedNode] = []
    while reader.badQuote == nil, let row = reader.row() {
      if reader.badQuote == nil, let row = reader.located(row, head) { rows.append(row) }
    }
    if let quote = reader.badQuote {
      complaints.error(
        at: quote, "expected the quote that opens here to be closed at the end of its field",
        fix: "close it, or write \"\" for a quote inside a quoted field")
      return nil
    }
    reader.complainAboutDoubles(head, header)
    return CSVTable(head: head, headText: text, headPosition: header[0].position, rows: rows)
  }

  /// Nil for a row without any text, which spreadsheets leave behind, and after a complaint.
  private func located(_ row: [LocatedNode], _ head: [String]) -> LocatedNode? {
    guard row.contains(where: { $0.stringValue?.trimmed.isEmpty == false }) else { return nil }
    guard row.count == head.count else {
      complaints.warning(at: row[0].position, "expected \(head.count) fields, found \(row.count): the row is left out")
      return nil
    }
    let members = zip(head, row).map { LocatedNode.Member(key: $0, keyPosition: $1.position, value: $1) }
    return LocatedNode(.object(members), at: row[0].position)
  }

  private func complainAboutDoubles(_ head: [String], _ nodes: [LocatedNode]) {
    var seen: Set<String> = []
    for (name, node) in zip(head, nodes) where !name.isEmpty && !seen.insert(name).inserted {
      complaints.error(
        at: node.position, "two columns are called '\(name.excerpt)'", fix: "give one of them another name")
    }
  }
}

// MARK: - The separator

extension CSVReader {
  private static func firstLine(_ bytes: some Collection<UInt8>) -> ArraySlice<UInt8> {
    Array(bytes.prefix { $0 != 0x0A && $0 != 0x0D })[...]
  }

  /// The one that the head has most of outside of quotes, the usual one among equals.
  private static func separator(of head: ArraySlice<UInt8>, isTabbed: Bool) -> UInt8 {
    let usual = isTabbed ? UInt8(ascii: "\t") : UInt8(ascii: ",")
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in head {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() } else if !isQuoted { counts[byte, default: 0] += 1 }
    }
    let others = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    return others.max { counts[$0, default: 0] < counts[$1, default: 0] }.flatMap { most in
      counts[most, default: 0] > counts[usual, default: 0] ? most : nil
    } ?? usual
  }
}

// MARK: - Rows and fields

extension CSVReader {
  /// Nil at the end; blank lines are skipped.
  private mutating func row() -> [LocatedNode]? {
    skipBlankLines()
    guard offset < source.bytes.count else { return nil }
    var fields: [LocatedNode] = []
    while true {
      fields.append(field())
      guard badQuote == nil, offset < source.bytes.count, source.bytes[offset] == separator else { break }
      offset += 1
    }
    skipLineEnd()
    return fields
  }

  private mutating func field() -> LocatedNode {
    let start = offset
    let blanks = source.bytes[offset...].prefix { $0 == 0x20 }.count
    if offset + blanks < source.bytes.count, source.bytes[offset + blanks] == UInt8(ascii: "\"") {
      offset += blanks
      return quotedField()
    }
    while !isAtFieldEnd { offset += 1 }
    return node(source.bytes[start..<offset], start)
  }

  private mutating func quotedField() -> LocatedNode {
    let start = offset
    let quote = UInt8(ascii: "\"")
    var content: [UInt8] = []
    var isClosed = false
    offset += 1
    while offset < source.bytes.count {
      if source.bytes[offset] == quote {
        offset += 1
        if offset >= source.bytes.count || source.bytes[offset] != quote {
          isClosed = true
          break
        }
      }
      content.append(source.bytes[offset])
      offset += 1
    }
    while offset < source.bytes.count, source.bytes[offset] == 0x20 { offset += 1 }
    if !isClosed || !isAtFieldEnd { badQuote = source.position(ofByte: start) }
    return node(content[...], start)
  }

  private func node(_ content: ArraySlice<UInt8>, _ start: Int) -> LocatedNode {
    LocatedNode(.string(String(decoding: content, as: UTF8.self)), at: source.position(ofByte: start))
  }

  private var isAtFieldEnd: Bool {
    offset >= source.bytes.count || [separator, 0x0A, 0x0D].contains(source.bytes[offset])
  }

  private mutating func skipBlankLines() {
    while offset < source.bytes.count, source.bytes[offset] == 0x0A || source.bytes[offset] == 0x0D { offset += 1 }
  }

  private mutating func skipLineEnd() {
    if offset < source.bytes.count, source.bytes[offset] == 0x0D { offset += 1 }
    if offset < source.bytes.count, source.bytes[offset] == 0x0A { offset += 1 }
  }
}
