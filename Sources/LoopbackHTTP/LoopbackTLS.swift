/// The certificate and key with which a `LoopbackServer` speaks https, in TLS 1.2 or 1.3. Only a build with the package
/// trait `Production` links what that takes; in any other there is none to be had.
package struct LoopbackTLS: Sendable {
  #if Production
    let files: CertificateFiles

    /// Both files are looked at again for each connection.
    ///
    /// - Parameters:
    ///   - certificateFile: in PEM; the server's own first, then those that lead to one that clients trust.
    ///   - keyFile: in PEM, without a passphrase.
    ///   - log: told what is wrong with files that have been changed, on the thread that moves the bytes.
    package init(
      certificateFile: String, keyFile: String, log: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(LoopbackError) {
      files = try CertificateFiles(certificateFile: certificateFile, keyFile: keyFile, log: log)
    }
  #else
    /// - Throws: `LoopbackError.noTLS`.
    package init(
      certificateFile: String, keyFile: String, log: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(LoopbackError) { throw .noTLS }
  #endif
}
