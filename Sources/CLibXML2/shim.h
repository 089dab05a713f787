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

// Variadic, so Swift can neither write nor pass it.
static void clibxml2_ignore(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

// Keeps what bypasses the structured errors off standard error, on this thread and on later ones.
static inline void clibxml2_silence(void) {
  xmlThrDefSetGenericErrorFunc(NULL, clibxml2_ignore);
  xmlSetGenericErrorFunc(NULL, clibxml2_ignore);
}

// A macro that Swift cannot see through.
static inline const char *clibxml2_version(void) { return xmlParserVersion; }
