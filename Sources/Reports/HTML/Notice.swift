import OrderedJSON

/// Says what a page leaves out.
enum Notice {
  static func cut(_ count: Int, shown: Int, _ noun: String) -> HTML {
    count <= shown
      ? .empty
      : "<p class=\"notice\">\(shown.grouped) of \(count.grouped) \(noun) are shown; report.json has them all.</p>"
  }
}
