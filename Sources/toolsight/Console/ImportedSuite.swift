import EvalCore
import OrderedJSON
import SuiteFiles

/// What an import made of foreign files, for a file or for standard output.
struct ImportedSuite {
  let text: String
  let cases: Int

  func show(_ console: Console, orWriteTo out: String?) throws {
    if let out {
      try NewFile(out).write(Array(text.utf8))
      console.remark("wrote \(out) (\(cases.counted("case")))")
      if console.format == .json {
        Terminal.write(["path": .string(out), "cases": .number(JSONNumber(cases))])
      }
    } else if console.format == .json {
      try Terminal.write(
        orWrongInput { [text] () throws(Diagnostics) in
          try PlainFile.value(Array(text.utf8), path: "the imported suite")
        })
    } else {
      Terminal.write(suite: text)
    }
  }
}
