// libxml2 for Swift. Debian's build pulls in ICU, whose headers clash with Foundation's own copy,
// so the switch for it is taken back before any other header sees it.
#pragma once
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
#include <libxml/dict.h>
