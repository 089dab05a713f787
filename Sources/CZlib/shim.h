// zlib for Swift: libcurl inflates bodies but does not say when one ends too early; zlib does.
#pragma once
#include <zlib.h>
