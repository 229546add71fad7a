import Foundation
import FoundationXML

/// A document as a parser that is not ours reads it.
struct ReadXML {
  let name: String
  let attributes: [String: String]
  fileprivate(set) var children: [ReadXML] = []
  fileprivate(set) var text = ""

  subscript(name: String) -> String { attributes[name] ?? "" }

  func all(_ name: String) -> [ReadXML] { children.filter { $0.name == name } }
  func first(_ name: String) -> ReadXML? { all(name).first }

  /// - Throws: where the bytes are no well-formed document.
  static func parsed(_ bytes: [UInt8]) throws -> ReadXML {
    let gathering = Gathering()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = gathering
    guard parser.parse(), let root = gathering.root else {
      throw parser.parserError ?? CocoaError(.fileReadCorruptFile)
    }
    return root
  }

  /// Every text and attribute in it.
  var strings: [String] { [text] + attributes.values + children.flatMap(\.strings) }
}

/// A class, because the parser calls it back.
private final class Gathering: NSObject, XMLParserDelegate {
  private var open: [ReadXML] = []
  private(set) var root: ReadXML?

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    open.append(ReadXML(name: name, attributes: attributes))
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if !open.isEmpty { open[open.count - 1].text += text }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    let element = open.removeLast()
    if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
  }
}
