import Models
import Testing

struct ModelReferenceTests {
  @Test(
    arguments: [
      ("lexical", "lexical", "", nil),
      ("openai:gpt-5-mini", "openai", "gpt-5-mini", nil),
      ("openai:any@http://127.0.0.1:8080/v1", "openai", "any", "http://127.0.0.1:8080/v1"),
      ("openai:any@HTTPS://Host.Example/v1", "openai", "any", "HTTPS://Host.Example/v1"),
      ("openai:meta/llama-3:70b@cf", "openai", "meta/llama-3:70b@cf", nil),
      ("openai:meta/llama-3:70b@cf@https://host/v1", "openai", "meta/llama-3:70b@cf", "https://host/v1"),
      ("openai:a@http://one/@https://two/", "openai", "a@http://one/", "https://two/"),
      ("openai:a@https://me@host/v1", "openai", "a", "https://me@host/v1"),
      ("openai:é@https://host", "openai", "é", "https://host"),
      ("openai:@https://host", "openai", "", "https://host"),
      ("openai:", "openai", "", nil),
      (":name", "", "name", nil),
      ("", "", "", nil),
      ("script:C:/answers.jsonl", "script", "C:/answers.jsonl", nil),
    ] as [(String, String, String, String?)])
  func splitsAtTheFirstColonAndTheLastURL(text: String, provider: String, name: String, url: String?) {
    let reference = ModelReference(text, origin: .commandLine)
    #expect(reference.text == text)
    #expect(reference.provider == provider)
    #expect(reference.name == name)
    #expect(reference.url == url)
  }
}
