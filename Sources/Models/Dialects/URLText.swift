import Foundation

extension String {
  private static let unreserved = CharacterSet(
    charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")

  /// As it may stand in a path or a query, whatever it holds.
  var escaped: String { addingPercentEncoding(withAllowedCharacters: Self.unreserved) ?? "" }
}
