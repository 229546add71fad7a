extension TerminalReport {
  /// The rules of the gate and the conclusion alone, in lines like ``text``.
  package var verdict: String {
    var page = TerminalPage(width: width, color: color, redact: redact)
    doubt(&page)
    gate(&page)
    conclusion(&page)
    return page.lines.drop { $0.isEmpty }.map { $0 + "\n" }.joined()
  }
}
