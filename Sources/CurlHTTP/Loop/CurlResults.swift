import CCurl
import Foundation

extension CurlFailure {
  /// What a transfer that libcurl ended means to the caller.
  init(_ result: CURLcode, _ transfer: Transfer, _ easy: EasyHandle) {
    let isAnswered = transfer.head.isComplete
    let code = transfer.refusal ?? Code(result, isAnswered: isAnswered, systemError: easy.systemError)
    self.init(
      code, at: transfer.request.address, curlCode: Int(result.rawValue), curlMessage: easy.message(for: result))
  }
}

extension CurlFailure.Code {
  fileprivate init(_ result: CURLcode, isAnswered: Bool, systemError: Int) {
    switch result {
    case CURLE_OPERATION_TIMEDOUT: self = .timeout
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: self = .nameLookup
    case CURLE_COULDNT_CONNECT: self = systemError == Int(ECONNREFUSED) ? .refused : .connection
    case CURLE_PARTIAL_FILE: self = .cutOff
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      self = isAnswered ? .cutOff : .connection
    case CURLE_FILESIZE_EXCEEDED: self = .tooLarge
    case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT, CURLE_UNKNOWN_OPTION, CURLE_NOT_BUILT_IN: self = .resources
    case CURLE_URL_MALFORMAT: self = .unsupportedURL
    case _ where result.isAboutTLS: self = .tls
    default: self = .protocolViolation
    }
  }
}

extension CURLcode {
  fileprivate var isAboutTLS: Bool {
    [
      CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_SHUTDOWN_FAILED, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_CLIENTCERT,
    ].contains(self)
  }
}
