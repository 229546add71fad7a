import CManual

/// A page of the manual or a published schema, as it was in the repository when the program was built. Only what is printed
/// is read.
struct EmbeddedFile {
  let name: String
  private let bytes: UnsafeBufferPointer<UInt8>

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// In the manual's order.
  static var pages: [EmbeddedFile] { files(cmanual_pages()) }
  static var schemas: [EmbeddedFile] { files(cmanual_schemas()) }

  private static func files(_ first: UnsafePointer<cmanual_file>?) -> [EmbeddedFile] {
    sequence(first: first) { $0?.successor() }.lazy.compactMap(\.self).prefix { $0.pointee.name != nil }.map { file in
      EmbeddedFile(
        name: String(cString: file.pointee.name),
        bytes: UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.count))
    }
  }
}
