import CCurl

/// What all transfers of a client have in common.
struct TransferSettings: Sendable {
  /// A PEM file of the only trusted authorities; nil for the system's.
  var certificateAuthorityFile: String?
}

/// One reusable libcurl easy handle with the memory that it writes its messages to.
final class EasyHandle {
  let pointer: UnsafeMutableRawPointer
  private let message = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  /// The first option that libcurl did not take.
  private var refusal = CURLE_OK

  /// Nil when libcurl lacks memory.
  init?() {
    guard let pointer = curl_easy_init() else { return nil }
    self.pointer = pointer
  }

  deinit {
    curl_easy_cleanup(pointer)
    message.deallocate()
  }

  /// Sets every option anew; the transfer must outlive the handle's stay in the multi handle.
  func configure(for transfer: Transfer, _ settings: TransferSettings) -> CURLcode {
    curl_easy_reset(pointer)
    message.pointee = 0
    refusal = CURLE_OK
    setDefences(settings)
    setCallbacks(transfer)
    setRequest(transfer.request)
    setLimits(transfer)
    return refusal
  }

  private func setDefences(_ settings: TransferSettings) {
    check(ccurl_allow_http_only(pointer))
    check(ccurl_never_wait_for_lookups(pointer))
    check(ccurl_close_sockets_on_exec(pointer))
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let file = settings.certificateAuthorityFile { set(CURLOPT_CAINFO, file) }
    // libcurl without HTTP/2 refuses this and stays with 1.1.
    _ = ccurl_set_long(pointer, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    set(CURLOPT_ACCEPT_ENCODING, "gzip")
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    // A quarter of the usual for each transfer under way: answers are mostly shorter. A handle whose last lookup failed still
    // has its buffer, of this size, and refuses to hear of it again.
    _ = ccurl_set_long(pointer, CURLOPT_BUFFERSIZE, 4096)
  }

  private func setCallbacks(_ transfer: Transfer) {
    let context = Unmanaged.passUnretained(transfer).toOpaque()
    check(ccurl_set_pointer(pointer, CURLOPT_PRIVATE, context))
    check(ccurl_set_pointer(pointer, CURLOPT_ERRORBUFFER, message))
    check(ccurl_set_pointer(pointer, CURLOPT_HEADERDATA, context))
    check(ccurl_set_pointer(pointer, CURLOPT_WRITEDATA, context))
    check(ccurl_set_receiver(pointer, CURLOPT_HEADERFUNCTION, receiveHeader))
    check(ccurl_set_receiver(pointer, CURLOPT_WRITEFUNCTION, receiveBody))
  }

  private func setRequest(_ request: PreparedRequest) {
    set(CURLOPT_URL, request.url)
    // An empty proxy turns the proxy variables off.
    if request.address.isLoopback { set(CURLOPT_PROXY, "") }
    // Waiting for the first TLS connection shows whether it can carry all requests.
    if request.address.scheme == "https" { set(CURLOPT_PIPEWAIT, 1) }
    check(ccurl_set_pointer(pointer, CURLOPT_HTTPHEADER, request.headers.list))
    if let body = request.body { set(body: body) }
    switch request.method {
    case "HEAD": set(CURLOPT_NOBODY, 1)
    case "GET" where request.body == nil, "POST": break
    default: set(CURLOPT_CUSTOMREQUEST, request.method)
    }
  }

  private func set(body: [UInt8]) {
    set(CURLOPT_POST, 1)
    check(ccurl_set_offset(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
    body.withUnsafeBytes { bytes in
      // The one copy: memory of an array may not be lent beyond this closure.
      if let start = bytes.baseAddress {
        check(ccurl_set_pointer(pointer, CURLOPT_COPYPOSTFIELDS, start))
      } else {
        set(CURLOPT_COPYPOSTFIELDS, "")
      }
    }
  }

  private func setLimits(_ transfer: Transfer) {
    let request = transfer.request
    set(CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout)
    if case .whole = transfer.delivery {
      set(CURLOPT_TIMEOUT_MS, request.timeout)
    } else {
      set(CURLOPT_TCP_KEEPALIVE, 1)
    }
    // What is announced too long ends at its head; 0 would mean no limit.
    if request.method != "HEAD", request.responseLimit > 0 {
      check(ccurl_set_offset(pointer, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(request.responseLimit)))
    }
  }

  private func set(_ option: CURLoption, _ value: Int) { check(ccurl_set_long(pointer, option, value)) }
  private func set(_ option: CURLoption, _ value: String) { check(ccurl_set_string(pointer, option, value)) }

  private func check(_ code: CURLcode) {
    if refusal == CURLE_OK { refusal = code }
  }
}

extension EasyHandle {
  var status: Int { answer(CURLINFO_RESPONSE_CODE) }
  /// The errno of the last connection that was tried.
  var systemError: Int { answer(CURLINFO_OS_ERRNO) }
  var timeToFirstByte: Duration { .microseconds(offset(CURLINFO_STARTTRANSFER_TIME_T)) }
  var totalTime: Duration { .microseconds(offset(CURLINFO_TOTAL_TIME_T)) }

  /// The bytes that Content-Length gave, nil where it is absent.
  var announcedLength: Int? {
    let length = offset(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
    return length > 0 ? length : nil
  }

  /// What libcurl last said about an error, on one line.
  func message(for code: CURLcode) -> String {
    let text = message.pointee == 0 ? String(cString: curl_easy_strerror(code)) : String(cString: message)
    return String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
  }

  private func answer(_ question: CURLINFO) -> Int {
    var answer = 0
    return ccurl_get_long(pointer, question, &answer) == CURLE_OK ? answer : 0
  }

  private func offset(_ question: CURLINFO) -> Int {
    var answer: curl_off_t = 0
    return ccurl_get_offset(pointer, question, &answer) == CURLE_OK ? Int(answer) : 0
  }
}

extension CurlHead {
  init(_ easy: EasyHandle, lines: [UInt8]) {
    self.init(status: easy.status, headers: CurlHeaders(lines: lines), timeToFirstByte: easy.timeToFirstByte)
  }
}

private func receiveHeader(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  return transfer.receive(header: UnsafeRawBufferPointer(start: bytes, count: count)) ? count : 0
}

private func receiveBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  switch transfer.receive(body: UnsafeRawBufferPointer(start: bytes, count: count)) {
  case .taken: return count
  case .paused: return Int(CURL_WRITEFUNC_PAUSE)
  case .stopped: return count == 0 ? 1 : 0
  }
}
