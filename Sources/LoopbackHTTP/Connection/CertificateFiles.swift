#if Production
  import NIOConcurrencyHelpers
  import NIOSSL

  /// A certificate and its key as their files hold them now: where either has changed, the next connection gets the new
  /// pair, and those that are open keep the old one.
  ///
  /// A class, because all connections of a server share what was read last.
  final class CertificateFiles: Sendable {
    private struct Read {
      var context: NIOSSLContext
      /// Of the files that were tried last, also where they could not be used.
      var stamps: [FileStamp?]
    }

    private let certificateFile: String
    private let keyFile: String
    private let log: @Sendable (String) -> Void
    private let last: NIOLockedValueBox<Read>

    init(certificateFile: String, keyFile: String, log: @escaping @Sendable (String) -> Void) throws(LoopbackError) {
      self.certificateFile = certificateFile
      self.keyFile = keyFile
      self.log = log
      let stamps = [FileStamp(certificateFile), FileStamp(keyFile)]
      last = NIOLockedValueBox(
        Read(context: try NIOSSLContext(certificateFile: certificateFile, keyFile: keyFile), stamps: stamps))
    }

    /// For the next connection. What is in the files but cannot be used is told once to the log, and the last pair that
    /// could be stays.
    var context: NIOSSLContext {
      let (context, complaint) = last.withLockedValue { last in
        // Before the files are read: what changes while they are is seen the next time.
        let stamps = [FileStamp(certificateFile), FileStamp(keyFile)]
        guard stamps != last.stamps else { return (last.context, nil as LoopbackError?) }
        last.stamps = stamps
        do throws(LoopbackError) {
          last.context = try NIOSSLContext(certificateFile: certificateFile, keyFile: keyFile)
          return (last.context, nil)
        } catch {
          return (last.context, error)
        }
      }
      if let complaint { log("\(complaint): the certificate of before is served on") }
      return context
    }
  }

  extension NIOSSLContext {
    fileprivate convenience init(certificateFile: String, keyFile: String) throws(LoopbackError) {
      let chain = try reading(certificateFile, as: "certificates") {
        try NIOSSLCertificate.fromPEMFile(certificateFile)
      }
      let key = try reading(keyFile, as: "a private key") { try NIOSSLPrivateKey(file: keyFile, format: .pem) }
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
      // RFC 8996 forbids what is older.
      configuration.minimumTLSVersion = .tlsv12
      configuration.maximumTLSVersion = .tlsv13
      configuration.applicationProtocols = ["http/1.1"]
      do { try self.init(configuration: configuration) } catch {
        throw .tlsRefused(
          "expected the private key of '\(keyFile)' to belong to the certificate of '\(certificateFile)', "
            + "but TLS said '\(error)'")
      }
    }
  }

  private func reading<Value>(
    _ file: String, as content: String, _ read: () throws -> Value
  ) throws(LoopbackError) -> Value {
    do { return try read() } catch {
      throw .tlsRefused("expected '\(file)' to hold \(content) in PEM, but reading it gave '\(error)'")
    }
  }
#endif
