// libcurl for Swift: its setters and getters are variadic C functions, which Swift cannot call;
// so there is one fixed-arity inline function per kind of value, and no logic.
#pragma once
#include <curl/curl.h>

// Options whose value is a long.
static inline CURLcode tieup_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

// Options whose value is a size in bytes.
static inline CURLcode tieup_set_size(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

// Options whose value is a string, which libcurl copies.
static inline CURLcode tieup_set_text(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

// Options whose value is a pointer that libcurl keeps: contexts, lists, buffers.
static inline CURLcode tieup_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

// Options whose value is a function that takes bytes.
static inline CURLcode tieup_set_write(CURL *easy, CURLoption option, curl_write_callback call) {
  return curl_easy_setopt(easy, option, call);
}

// CURLOPT_OPENSOCKETFUNCTION, the only option with this kind of function.
static inline CURLcode tieup_set_opensocket(CURL *easy, curl_opensocket_callback call) {
  return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, call);
}

// CURLOPT_DEBUGFUNCTION, the only option with this kind of function.
static inline CURLcode tieup_set_debug(CURL *easy, curl_debug_callback call) {
  return curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, call);
}

// Answers that are a long.
static inline CURLcode tieup_get_long(CURL *easy, CURLINFO wanted, long *value) {
  return curl_easy_getinfo(easy, wanted, value);
}

// Answers that are a size or a time in microseconds.
static inline CURLcode tieup_get_size(CURL *easy, CURLINFO wanted, curl_off_t *value) {
  return curl_easy_getinfo(easy, wanted, value);
}

// Answers that are a string which belongs to the handle.
static inline CURLcode tieup_get_text(CURL *easy, CURLINFO wanted, const char **value) {
  return curl_easy_getinfo(easy, wanted, value);
}

// Options of the multi handle, all of which are longs here.
static inline CURLMcode tieup_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

// What libcurl and its TLS are; the argument is a macro that Swift cannot see.
static inline const curl_version_info_data *tieup_versions(void) {
  return curl_version_info(CURLVERSION_NOW);
}
