import Testing

@testable import Registry

@Suite struct RegistryAddressTests {
  @Test(arguments: [
    ("registry.sqlite", "registry.sqlite"), ("postgres://u:se%20cret@h/db", "postgres://u:…@h/db"),
    ("postgresql://u@h1,h2:5/db?password=secret&x=1", "postgresql://u@h1,h2:5/db?password=…&x=1"),
    ("postgres://u:a@b@h/db postgres://h2/db", "postgres://u:…@h/db postgres://h2/db"),
    ("postgres://u:pa/ss?w@h/db", "postgres://u:…@h/db"),
    ("my postgres://file", "my postgres://file"),
  ])
  func isShownWithoutPasswords(text: String, shown: String) { #expect(RegistryAddress(text).shown == shown) }
}
