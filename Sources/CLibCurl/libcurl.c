#include "CLibCurl.h"

#include <dlfcn.h>
#include <stddef.h>

struct tieup_curl_functions tieup_curl;

// The name of libcurl's interface, which has not changed since 2006.
static const char library[] = "libcurl.so.4";

const char *tieup_load(void) {
  void *handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
  if (handle == NULL) return dlerror();
#define FIND(name) \
  if ((tieup_curl.name = (__typeof__(tieup_curl.name))dlsym(handle, #name)) == NULL) return dlerror();
  TIEUP_CURL_FUNCTIONS(FIND)
#undef FIND
  return NULL;
}
