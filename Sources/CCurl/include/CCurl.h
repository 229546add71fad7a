#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>

// Swift cannot call variadic C functions, so each kind of option and answer gets a function with fixed types.

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value);
CURLcode ccurl_set_offset(CURL *easy, CURLoption option, curl_off_t value);
CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value);
CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, const void *value);
CURLcode ccurl_set_receiver(CURL *easy, CURLoption option, curl_write_callback receiver);

CURLcode ccurl_get_long(CURL *easy, CURLINFO question, long *answer);
CURLcode ccurl_get_offset(CURL *easy, CURLINFO question, curl_off_t *answer);
CURLcode ccurl_get_pointer(CURL *easy, CURLINFO question, void **answer);

CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value);

/// How the transfer of a CURLMSG_DONE message ended.
CURLcode ccurl_result(const CURLMsg *message);

/// Lets the handle speak http and https only, also where a redirect would be followed.
CURLcode ccurl_allow_http_only(CURL *easy);

/// Removing a handle does not wait for its name lookup, where libcurl knows how (7.87).
CURLcode ccurl_never_wait_for_lookups(CURL *easy);

/// Child processes do not inherit the sockets.
CURLcode ccurl_close_sockets_on_exec(CURL *easy);

#endif
