/// Why a `LoopbackServer` did not start; the operator mends it by choosing another host or port.
package enum LoopbackError: Error, Equatable, CustomStringConvertible {
  case portInUse(host: String, port: Int)
  case portOutOfRange(Int)
  case hostNotLoopback(String)
  /// Anything else that the system said when asked for the address.
  case addressRefused(host: String, port: Int, reason: String)
  /// What stands in the way of the certificate or its key, as a sentence.
  case tlsRefused(String)
  /// This build has no TLS.
  case noTLS

  package var description: String {
    switch self {
    case .portInUse(let host, let port):
      "port \(port) of '\(host)' is in use: stop the program that holds it, "
        + "choose another port, or choose 0 for any free one"
    case .portOutOfRange(let port):
      "expected a port from 0 to 65535, found \(port)"
    case .hostNotLoopback(let host):
      "expected a loopback address such as '127.0.0.1' or '::1', found '\(host)': "
        + "any other address lets other machines connect and has to be allowed explicitly"
    case .addressRefused(let host, let port, let reason):
      "expected to listen on port \(port) of '\(host)', but the system answered '\(reason)': "
        + "choose an address of this machine, and a port that this user may open"
    case .tlsRefused(let sentence):
      sentence
    case .noTLS:
      "this build has no TLS: build it in with 'swift build --traits Production', "
        + "or serve plain http and let a proxy such as nginx, Caddy or stunnel speak TLS in front of it"
    }
  }
}
