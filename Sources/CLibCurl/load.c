#include "CLibCurl.h"

#include <dlfcn.h>
#include <stddef.h>

struct clibcurl_functions clibcurl;

// The name of libcurl's interface, which has not changed since 2006.
static const char library[] = "libcurl.so.4";

const char *clibcurl_load(void) {
  void *handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
  if (handle == NULL) return dlerror();
#define FIND(name) \
  if ((clibcurl.name = (__typeof__(clibcurl.name))dlsym(handle, #name)) == NULL) return dlerror();
  CLIBCURL_FUNCTIONS(FIND)
#undef FIND
  return NULL;
}
