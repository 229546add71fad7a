/// Why a request got no usable response; an HTTP status of any kind is a response and no failure.
package struct CurlFailure: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Hashable, Sendable, CaseIterable {
    /// No connection, no whole answer or, in a stream, no byte came in time.
    case timeout
    /// Nothing listens at the port.
    case refused
    /// The host's name, or its proxy's, has no address.
    case nameLookup
    /// The host could not be reached, or the connection ended before any answer.
    case connection
    case tls
    /// The answer ended, or could be read no further, before the end that it had announced.
    case cutOff
    /// The answer is no HTTP, or its content coding is broken.
    case protocolViolation
    /// The answer, decoded, or its headers are longer than the limit.
    case tooLarge
    case cancelled
    /// The client was shut down.
    case shutDown
    /// The URL is none, or neither http nor https.
    case unsupportedURL
    /// The request's method, headers or body cannot be sent.
    case unsendableRequest
    /// libcurl lacks memory or an option.
    case resources
  }

  package let code: Code
  /// What was expected and what was found; of the URL it names host and path, never the query, and never a header's value.
  package let context: String
  /// libcurl's `CURLcode`, nil where libcurl was not asked.
  package let curlCode: Int?
  /// libcurl's own sentence, at most 255 bytes without control characters.
  package let curlMessage: String?

  init(_ code: Code, _ context: String, curlCode: Int? = nil, curlMessage: String? = nil) {
    self.code = code
    self.context = context
    self.curlCode = curlCode
    self.curlMessage = curlMessage
  }

  init(_ code: Code, at address: CurlAddress, curlCode: Int? = nil, curlMessage: String? = nil) {
    self.init(code, "'\(address)' \(code.sentence)", curlCode: curlCode, curlMessage: curlMessage)
  }

  package var description: String {
    guard let curlCode else { return context }
    return "\(context) (curl \(curlCode)\(curlMessage.map { ": \($0)" } ?? ""))"
  }
}

extension CurlFailure.Code {
  fileprivate var sentence: String {
    switch self {
    case .timeout: "did not answer in time: raise the time limit, or find out why the server is slow"
    case .refused: "refused the connection: start the server, or correct the port"
    case .nameLookup: "has no address: correct the host name, or check that the network or the proxy is up"
    case .connection: "closed the connection without an answer, or could not be reached: check that the server runs"
    case .tls: "and this machine could not agree on TLS: check that its certificate is valid and its authority trusted"
    case .cutOff: "broke off or garbled its answer after the headers: see the server's log"
    case .protocolViolation: "did not answer in readable HTTP: check that the URL belongs to an HTTP server"
    case .tooLarge: "sent more than the response limit: raise the limit, or ask for less"
    case .cancelled: "was given up: the request was cancelled"
    case .shutDown: "was cut short: the client was shut down"
    case .unsupportedURL: "is not a URL that can be requested: give one that starts with http:// or https://"
    case .unsendableRequest: "cannot be sent this request"
    case .resources: "was not asked: libcurl lacks memory or an option that it needs"
    }
  }
}
