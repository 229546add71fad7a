import Testing

@testable import LoopbackHTTP

struct LoopbackTLSTests {
  #if Production
    @Test func saysWhichFileHoldsNoCertificate() {
      let error = #expect(throws: LoopbackError.self) {
        try LoopbackTLS(certificateFile: "/nowhere/cert.pem", keyFile: "/nowhere/key.pem")
      }
      #expect(error?.description.contains("expected '/nowhere/cert.pem' to hold certificates in PEM") == true)
    }
  #else
    @Test func saysHowToGetABuildWithIt() {
      let error = #expect(throws: LoopbackError.noTLS) {
        try LoopbackTLS(certificateFile: "cert.pem", keyFile: "key.pem")
      }
      #expect(error?.description.contains("swift build --traits Production") == true)
    }
  #endif
}
