#if TLS
  import NIOSSL
#endif

/// The certificate and key with which a `LoopbackServer` speaks https. Only a build with the package trait `TLS` links what
/// that takes; in any other there is none to be had.
package struct LoopbackTLS: Sendable {
  #if TLS
    let context: NIOSSLContext

    /// - Parameters:
    ///   - certificateFile: in PEM; the server's own first, then those that lead to one that clients trust.
    ///   - keyFile: in PEM, without a passphrase.
    package init(certificateFile: String, keyFile: String) throws(LoopbackError) {
      let chain = try Self.reading(certificateFile, as: "certificates") {
        try NIOSSLCertificate.fromPEMFile(certificateFile)
      }
      let key = try Self.reading(keyFile, as: "a private key") { try NIOSSLPrivateKey(file: keyFile, format: .pem) }
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
      configuration.applicationProtocols = ["http/1.1"]
      do { context = try NIOSSLContext(configuration: configuration) } catch {
        throw .tlsRefused(
          "expected the private key of '\(keyFile)' to belong to the certificate of '\(certificateFile)', "
            + "but TLS said '\(error)'")
      }
    }

    private static func reading<Value>(
      _ file: String, as content: String, _ read: () throws -> Value
    ) throws(LoopbackError) -> Value {
      do { return try read() } catch {
        throw .tlsRefused("expected '\(file)' to hold \(content) in PEM, but reading it gave '\(error)'")
      }
    }
  #else
    /// - Throws: `LoopbackError.noTLS`.
    package init(certificateFile: String, keyFile: String) throws(LoopbackError) { throw .noTLS }
  #endif
}
