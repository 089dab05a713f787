// libcurl for Swift: its setters and getters are variadic C functions, which Swift cannot call;
// so there is one fixed-arity inline function per kind of value, and no logic.
#pragma once
#include <curl/curl.h>
