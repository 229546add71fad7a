import Foundation

/// HTTP messages as text, so that a test can break them anywhere.
enum HostileHTTP {
  static let html = "<!DOCTYPE html><html><head><title>Bad Gateway</title></head><body>nginx</body></html>"

  /// A whole message with its length.
  static func message(
    _ body: String, _ status: String = "200 OK", type: String? = "application/json", headers: [String] = []
  ) -> String {
    head(["Content-Length: \(body.utf8.count)"] + headers, status, type: type) + body
  }

  static func head(_ headers: [String], _ status: String = "200 OK", type: String? = "application/json") -> String {
    let type = type.map { ["Content-Type: \($0)"] } ?? []
    return (["HTTP/1.1 \(status)"] + type + headers + ["", ""]).joined(separator: "\r\n")
  }

  static func chunked(_ body: String, size: Int, trailers: [String] = []) -> String {
    let bytes = Array(body.utf8)
    let chunks = stride(from: 0, to: bytes.count, by: size).map { start in
      let chunk = bytes[start..<min(bytes.count, start + size)]
      return "\(String(chunk.count, radix: 16))\r\n\(String(decoding: chunk, as: UTF8.self))\r\n"
    }
    return chunks.joined() + "0\r\n" + trailers.map { "\($0)\r\n" }.joined() + "\r\n"
  }

  /// A gzip member of stored blocks (RFC 1951, section 3.2.4), which needs no compressor.
  static func gzip(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    precondition(bytes.count < 65_536, "one stored block holds less than 64 KiB")
    var packed: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1]
    for size in [UInt16(bytes.count), ~UInt16(bytes.count)] { packed += [UInt8(size & 0xFF), UInt8(size >> 8)] }
    packed += bytes
    for number in [crc32(bytes), UInt32(bytes.count)] { packed += (0..<4).map { UInt8((number >> ($0 * 8)) & 0xFF) } }
    return packed
  }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { bits, _ in bits >> 1 ^ (bits & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }
}
