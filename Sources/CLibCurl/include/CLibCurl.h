// libcurl for Swift, loaded when it is first needed: it brings some thirty libraries, which take
// longer to load than `tieup list` takes for the rest, and most commands fetch nothing.
//
// Its setters and getters are variadic C functions, which Swift cannot call; so there is one
// fixed-arity inline function per kind of value, and no logic.
#pragma once
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

// Loads libcurl. Answers NULL, or why it cannot be loaded, in words that are valid on this thread
// until the next call of dlopen. Nothing else here may be called before it has answered NULL.
const char *tieup_load(void);

// Every function of libcurl that tieup calls.
#define TIEUP_CURL_FUNCTIONS(USE) \
  USE(curl_easy_cleanup) USE(curl_easy_getinfo) USE(curl_easy_init) USE(curl_easy_setopt) \
  USE(curl_easy_strerror) USE(curl_global_init) USE(curl_multi_add_handle) \
  USE(curl_multi_cleanup) USE(curl_multi_info_read) USE(curl_multi_init) \
  USE(curl_multi_perform) USE(curl_multi_poll) USE(curl_multi_remove_handle) \
  USE(curl_multi_setopt) USE(curl_multi_wakeup) USE(curl_slist_append) \
  USE(curl_slist_free_all) USE(curl_version_info)

// Where they are: each of the type that its header says, NULL before `tieup_load`.
#define TIEUP_CURL_MEMBER(name) __typeof__(&name) name;
struct tieup_curl_functions { TIEUP_CURL_FUNCTIONS(TIEUP_CURL_MEMBER) };
#undef TIEUP_CURL_MEMBER
extern struct tieup_curl_functions tieup_curl;

static inline CURLcode tieup_global_init(void) {
  return tieup_curl.curl_global_init(CURL_GLOBAL_DEFAULT);
}

static inline CURL *tieup_easy_init(void) { return tieup_curl.curl_easy_init(); }

static inline void tieup_easy_cleanup(CURL *easy) { tieup_curl.curl_easy_cleanup(easy); }

static inline const char *tieup_words(CURLcode code) { return tieup_curl.curl_easy_strerror(code); }

static inline struct curl_slist *tieup_append(struct curl_slist *lines, const char *line) {
  return tieup_curl.curl_slist_append(lines, line);
}

static inline void tieup_free_lines(struct curl_slist *lines) {
  tieup_curl.curl_slist_free_all(lines);
}

static inline CURLM *tieup_multi_init(void) { return tieup_curl.curl_multi_init(); }

static inline void tieup_multi_cleanup(CURLM *multi) { tieup_curl.curl_multi_cleanup(multi); }

static inline CURLMcode tieup_multi_add(CURLM *multi, CURL *easy) {
  return tieup_curl.curl_multi_add_handle(multi, easy);
}

static inline void tieup_multi_remove(CURLM *multi, CURL *easy) {
  tieup_curl.curl_multi_remove_handle(multi, easy);
}

static inline void tieup_multi_perform(CURLM *multi) {
  int running;
  tieup_curl.curl_multi_perform(multi, &running);
}

// What has ended; NULL when nothing more has.
static inline CURLMsg *tieup_multi_next(CURLM *multi) {
  int queued;
  return tieup_curl.curl_multi_info_read(multi, &queued);
}

// Waits for the network or for `tieup_multi_wakeup`, so many milliseconds at most.
static inline void tieup_multi_poll(CURLM *multi, int timeout) {
  tieup_curl.curl_multi_poll(multi, NULL, 0, timeout, NULL);
}

static inline void tieup_multi_wakeup(CURLM *multi) { tieup_curl.curl_multi_wakeup(multi); }

// Options whose value is a long.
static inline CURLcode tieup_set_long(CURL *easy, CURLoption option, long value) {
  return tieup_curl.curl_easy_setopt(easy, option, value);
}

// Options whose value is a size in bytes.
static inline CURLcode tieup_set_size(CURL *easy, CURLoption option, curl_off_t value) {
  return tieup_curl.curl_easy_setopt(easy, option, value);
}

// Options whose value is a string, which libcurl copies.
static inline CURLcode tieup_set_text(CURL *easy, CURLoption option, const char *value) {
  return tieup_curl.curl_easy_setopt(easy, option, value);
}

// Options whose value is a pointer that libcurl keeps: contexts, lists, buffers.
static inline CURLcode tieup_set_pointer(CURL *easy, CURLoption option, void *value) {
  return tieup_curl.curl_easy_setopt(easy, option, value);
}

// Options whose value is a function that takes bytes.
static inline CURLcode tieup_set_write(CURL *easy, CURLoption option, curl_write_callback call) {
  return tieup_curl.curl_easy_setopt(easy, option, call);
}

// CURLOPT_OPENSOCKETFUNCTION, the only option with this kind of function.
static inline CURLcode tieup_set_opensocket(CURL *easy, curl_opensocket_callback call) {
  return tieup_curl.curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, call);
}

// CURLOPT_DEBUGFUNCTION, the only option with this kind of function.
static inline CURLcode tieup_set_debug(CURL *easy, curl_debug_callback call) {
  return tieup_curl.curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, call);
}

// Answers that are a long.
static inline CURLcode tieup_get_long(CURL *easy, CURLINFO wanted, long *value) {
  return tieup_curl.curl_easy_getinfo(easy, wanted, value);
}

// Answers that are a size or a time in microseconds.
static inline CURLcode tieup_get_size(CURL *easy, CURLINFO wanted, curl_off_t *value) {
  return tieup_curl.curl_easy_getinfo(easy, wanted, value);
}

// Answers that are a string which belongs to the handle.
static inline CURLcode tieup_get_text(CURL *easy, CURLINFO wanted, const char **value) {
  return tieup_curl.curl_easy_getinfo(easy, wanted, value);
}

// Options of the multi handle, all of which are longs here.
static inline CURLMcode tieup_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return tieup_curl.curl_multi_setopt(multi, option, value);
}

// What libcurl and its TLS are.
static inline const curl_version_info_data *tieup_versions(void) {
  return tieup_curl.curl_version_info(CURLVERSION_NOW);
}
