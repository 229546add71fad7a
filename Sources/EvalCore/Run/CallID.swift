/// Ids for calls that have none of their own: nine letters and digits, because Mistral's API and chat templates take no
/// others (mistral-common's `is_valid_tool_call_id`: `^[a-zA-Z0-9]{9}$`), and everybody else takes these too.
package enum CallID {
  private static let length = 9

  /// - Parameters:
  ///   - word: four letters or digits, which tell apart whose calls are counted.
  ///   - number: of the call in its conversation, from 1.
  package static func made(_ word: String, _ number: Int) -> String {
    let digits = String(number, radix: 36)
    return word + String(repeating: "0", count: max(0, length - word.utf8.count - digits.utf8.count)) + digits
  }
}
