extension JSON {
  /// Reads one JSON value (RFC 8259) in UTF-8.
  ///
  /// Stricter than the RFC demands where readers differ: half a surrogate pair, a byte order mark and a repeated key are
  /// errors, unless the limits allow them.
  package init(parsing bytes: some Sequence<UInt8>, limits: JSONLimits = .default) throws(JSONSyntaxError) {
    self = try Self.withBuffer(bytes) { (buffer) throws(JSONSyntaxError) in
      var parser = JSONParser(buffer, limits: limits)
      return try parser.parseDocument()
    }
  }

  /// Reads one JSON value; see ``init(parsing:limits:)``.
  package init(parsing text: String, limits: JSONLimits = .default) throws(JSONSyntaxError) {
    try self.init(parsing: text.utf8, limits: limits)
  }

  /// Reads one JSON value, and where each part of it stands in the text.
  package static func parseWithPositions(
    _ bytes: some Sequence<UInt8>, limits: JSONLimits = .default
  ) throws(JSONSyntaxError) -> (value: JSON, positions: JSONSourceMap) {
    var limits = limits
    limits.bytes = min(limits.bytes, Int(Int32.max))
    return try withBuffer(bytes) { (buffer) throws(JSONSyntaxError) in
      var parser = JSONParser(buffer, limits: limits, recorder: SourceMapRecorder())
      let value = try parser.parseDocument()
      return (value, JSONSourceMap(value: value, text: bytes, root: parser.recorder?.root))
    }
  }

  /// Calls `body` with all bytes in one piece, copied only where they are not.
  private static func withBuffer<Value>(
    _ bytes: some Sequence<UInt8>,
    _ body: (UnsafeBufferPointer<UInt8>) throws(JSONSyntaxError) -> Value
  ) throws(JSONSyntaxError) -> Value {
    func attempt(_ buffer: UnsafeBufferPointer<UInt8>) -> Result<Value, JSONSyntaxError> {
      Result { () throws(JSONSyntaxError) in try body(buffer) }
    }
    if let result = bytes.withContiguousStorageIfAvailable(attempt) { return try result.get() }
    return try Array(bytes).withUnsafeBufferPointer(attempt).get()
  }
}
