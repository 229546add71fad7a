import EvalCore
import Foundation
import OrderedJSON

/// The head of the page: nothing may be loaded, and only the page's own style and script may take effect.
struct PageHead {
  private let evaluation: Evaluation
  private let style: String
  private let script: String

  init(_ evaluation: Evaluation, style: String, script: String) {
    self.evaluation = evaluation
    self.style = style
    self.script = script
  }

  var html: HTML {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(policy)">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <title>\(evaluation.run.record.suiteName): \(Conclusion(evaluation).word) · Toolsight</title>
    <style>\(HTML(markup: style))</style>
    </head>
    <body>

    """
  }

  private var policy: HTML {
    HTML(
      markup: [
        "default-src 'none'", "style-src '\(Self.source(of: style))'", "script-src '\(Self.source(of: script))'",
        "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'",
      ].joined(separator: "; "))
  }

  /// The hash by which a policy names an inline element (Content Security Policy Level 3, `hash-source`).
  static func source(of text: String) -> String {
    let hexadecimal = ContentDigest.sha256(text).dropFirst("sha256:".count)
    var digest = Data()
    var rest = hexadecimal
    while !rest.isEmpty {
      digest.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
      rest = rest.dropFirst(2)
    }
    return "sha256-" + digest.base64EncodedString()
  }
}
