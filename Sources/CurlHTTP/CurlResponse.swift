/// The status and headers of a final response; interim ones (1xx) and trailers are left out.
package struct CurlHead: Sendable {
  package let status: Int
  package let headers: CurlHeaders
  /// From the moment when the request's turn came.
  package let timeToFirstByte: Duration
}

/// A response that was read to its end.
package struct CurlResponse: Sendable {
  package let head: CurlHead
  /// The body after its content coding was undone.
  package let body: [UInt8]
  /// From the moment when the request's turn came to the last byte.
  package let totalTime: Duration

  package var status: Int { head.status }
  package var headers: CurlHeaders { head.headers }
}
