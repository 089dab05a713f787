/* The least that reading feeds with libxml2 can cost: its push parser with callbacks that do nothing.
 *
 *   parse FOLDER PASSES     prints: processor-seconds bytes items
 *
 * What is printed is one pass, the mean of PASSES after a first one that is not counted.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <libxml/parser.h>

static long items;

static void start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                  int namespaces, const xmlChar **declared, int attributes, int defaulted,
                  const xmlChar **values) {
  (void)context, (void)prefix, (void)uri, (void)namespaces, (void)declared, (void)attributes;
  (void)defaulted, (void)values;
  const char *text = (const char *)name;
  if (text[0] == 'i' ? !strcmp(text, "item") : text[0] == 'e' && !strcmp(text, "entry")) items++;
}

static void end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  (void)context, (void)name, (void)prefix, (void)uri;
}

static void characters(void *context, const xmlChar *text, int length) {
  (void)context, (void)text, (void)length;
}

static void silent(void *context, const char *format, ...) { (void)context, (void)format; }

static double processor_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
  int passes = count == 3 ? atoi(arguments[2]) : 0;
  if (passes < 1) return fputs("usage: parse FOLDER PASSES\n", stderr), 64;
  DIR *folder = opendir(arguments[1]);
  if (!folder) return perror(arguments[1]), 66;
  char **bodies = NULL;
  size_t *sizes = NULL, files = 0, room = 0;
  for (struct dirent *entry; (entry = readdir(folder));) {
    char path[4096];
    struct stat status;
    snprintf(path, sizeof path, "%s/%s", arguments[1], entry->d_name);
    if (stat(path, &status) || !S_ISREG(status.st_mode)) continue;
    if (files == room) {
      room = room ? room * 2 : 256;
      bodies = realloc(bodies, room * sizeof *bodies);
      sizes = realloc(sizes, room * sizeof *sizes);
    }
    FILE *file = fopen(path, "rb");
    if (!file) continue;
    bodies[files] = malloc(status.st_size + 1);
    sizes[files] = fread(bodies[files], 1, status.st_size, file);
    fclose(file);
    files++;
  }
  closedir(folder);

  xmlSAXHandler handler = {0};
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = start;
  handler.endElementNs = end;
  handler.characters = handler.cdataBlock = handler.ignorableWhitespace = characters;
  xmlSetGenericErrorFunc(NULL, silent);
  xmlInitParser();

  size_t bytes = 0;
  double before = 0;
  for (int pass = 0; pass <= passes; pass++) {
    if (pass == 1) before = processor_seconds();
    bytes = 0, items = 0;
    for (size_t index = 0; index < files; index++) {
      xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
      xmlCtxtUseOptions(parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_HUGE);
      xmlParseChunk(parser, bodies[index], (int)sizes[index], 1);
      xmlFreeParserCtxt(parser);
      bytes += sizes[index];
    }
  }
  printf("%.6f %zu %ld\n", (processor_seconds() - before) / passes, bytes, items);
  return 0;
}
