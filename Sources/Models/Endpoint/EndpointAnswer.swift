import CurlHTTP

/// What an endpoint answered, before anybody asks what it means.
struct EndpointAnswer {
  let head: CurlHead
  let body: EndpointBody
  /// From the moment when the request's turn came to the last byte that was read.
  let milliseconds: Double
}
