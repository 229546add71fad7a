/// Why no server can check tokens as it was told to; the operator mends it.
package enum AuthorizationFailure: Error, Equatable, CustomStringConvertible {
  /// This build has no signatures.
  case noSignatures
  /// The URL that clients know the server by is none that a token could name.
  case wrongResource(String)
  /// The keys of a source cannot be read; the sentence says why.
  case noKeys(source: String, String)
  /// A token could not be signed.
  case notSigned(String)

  package var description: String {
    switch self {
    case .noSignatures:
      "this build checks no signatures of tokens: build it with 'swift build --traits Production'"
    case .wrongResource(let found):
      "expected an absolute http or https URL without user, query and fragment for the protected resource, found '\(found)'"
    case .noKeys(let source, let reason):
      "expected a JSON Web Key Set at '\(source)', but \(reason)"
    case .notSigned(let reason):
      "expected to sign a token of the run, but the library said '\(reason)'"
    }
  }
}
