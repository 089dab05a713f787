// brotli's decoder for Swift: see CZlib for why bodies are not left to libcurl.
#pragma once
#include <brotli/decode.h>
