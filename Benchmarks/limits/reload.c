/* The least that a reload can cost: one thread, one libcurl multi handle, libxml2's push parser fed
 * from the socket, six texts an item into one SQLite table within one transaction, ETags kept.
 *
 *   reload ADDRESSES WIDTH DATABASE     prints: bodies not-modified failed items
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <curl/curl.h>
#include <libxml/parser.h>
#include <sqlite3.h>

enum { TITLE, LINK, IDENTITY, DATE, SUMMARY, CONTENT, FIELDS };

typedef struct {
  char *bytes;
  size_t length, room;
} Text;

typedef struct {
  char *url, *etag;
  sqlite3_int64 id;
  xmlParserCtxtPtr parser;
  struct curl_slist *headers;
  Text field[FIELDS], current;
  int depth; /* 0 outside items, 1 between their elements, deeper within one of them */
  int which;
} Feed;

static xmlSAXHandler handler;
static sqlite3_stmt *insert_item, *write_feed;
static long items, bodies, unchanged, failed;

static void append(Text *text, const void *bytes, size_t count) {
  if (text->length + count > text->room) {
    text->room = (text->length + count) * 2;
    text->bytes = realloc(text->bytes, text->room);
  }
  memcpy(text->bytes + text->length, bytes, count);
  text->length += count;
}

static int field_of(const char *name) {
  static const struct { const char *name; int field; } known[] = {
    {"title", TITLE}, {"link", LINK}, {"guid", IDENTITY}, {"id", IDENTITY}, {"pubDate", DATE},
    {"updated", DATE}, {"date", DATE}, {"description", SUMMARY}, {"summary", SUMMARY},
    {"encoded", CONTENT}, {"content", CONTENT}};
  for (size_t index = 0; index < sizeof known / sizeof *known; index++)
    if (!strcmp(name, known[index].name)) return known[index].field;
  return -1;
}

static void start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                  int namespaces, const xmlChar **declared, int attributes, int defaulted,
                  const xmlChar **values) {
  (void)prefix, (void)uri, (void)namespaces, (void)declared, (void)defaulted;
  Feed *feed = ((xmlParserCtxtPtr)context)->_private;
  const char *text = (const char *)name;
  if (feed->depth == 0) {
    if (strcmp(text, "item") && strcmp(text, "entry")) return;
    for (int index = 0; index < FIELDS; index++) feed->field[index].length = 0;
    feed->depth = 1;
    return;
  }
  if (feed->depth++ > 1) return;
  feed->current.length = 0;
  feed->which = field_of(text);
  if (feed->which != LINK) return;
  for (int index = 0; index < attributes; index++) {
    const xmlChar **value = values + index * 5;
    if (!strcmp((const char *)value[0], "href"))
      append(&feed->field[LINK], value[3], value[4] - value[3]);
  }
}

static void end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  (void)name, (void)prefix, (void)uri;
  Feed *feed = ((xmlParserCtxtPtr)context)->_private;
  if (feed->depth == 0) return;
  if (--feed->depth == 1) {
    if (feed->which >= 0 && feed->field[feed->which].length == 0)
      append(&feed->field[feed->which], feed->current.bytes, feed->current.length);
    return;
  }
  if (feed->depth > 1) return;
  sqlite3_bind_int64(insert_item, 1, feed->id);
  for (int index = 0; index < FIELDS; index++)
    sqlite3_bind_text(insert_item, index + 2, feed->field[index].bytes,
                      (int)feed->field[index].length, SQLITE_STATIC);
  sqlite3_step(insert_item);
  sqlite3_reset(insert_item);
  items++;
}

static void characters(void *context, const xmlChar *text, int length) {
  Feed *feed = ((xmlParserCtxtPtr)context)->_private;
  if (feed->depth > 1) append(&feed->current, text, (size_t)length);
}

static void silent(void *context, const char *format, ...) { (void)context, (void)format; }

static size_t body(char *bytes, size_t size, size_t count, void *context) {
  Feed *feed = context;
  if (!feed->parser) {
    feed->parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
    feed->parser->_private = feed;
    xmlCtxtUseOptions(feed->parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_HUGE);
  }
  xmlParseChunk(feed->parser, bytes, (int)(size * count), 0);
  return size * count;
}

static size_t header(char *bytes, size_t size, size_t count, void *context) {
  Feed *feed = context;
  if (count > 8 && !strncasecmp(bytes, "etag: ", 6)) {
    free(feed->etag);
    feed->etag = strndup(bytes + 6, count - 8);
  }
  return size * count;
}

static void begin(CURLM *multi, CURL *easy, Feed *feed) {
  curl_easy_setopt(easy, CURLOPT_URL, feed->url);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, feed);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, feed);
  curl_easy_setopt(easy, CURLOPT_PRIVATE, feed);
  if (feed->etag) {
    char line[1024];
    snprintf(line, sizeof line, "If-None-Match: %s", feed->etag);
    feed->headers = curl_slist_append(NULL, line);
  }
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, feed->headers);
  curl_multi_add_handle(multi, easy);
}

static void finish(Feed *feed, CURLcode result, long status) {
  if (result || (status != 200 && status != 304)) failed++;
  else if (status == 304) unchanged++;
  else bodies++;
  if (feed->parser) {
    xmlParseChunk(feed->parser, NULL, 0, 1);
    xmlFreeParserCtxt(feed->parser);
    for (int index = 0; index < FIELDS; index++) free(feed->field[index].bytes);
    free(feed->current.bytes);
    sqlite3_bind_int64(write_feed, 1, feed->id);
    sqlite3_bind_text(write_feed, 2, feed->url, -1, SQLITE_STATIC);
    sqlite3_bind_text(write_feed, 3, feed->etag, -1, SQLITE_STATIC);
    sqlite3_step(write_feed);
    sqlite3_reset(write_feed);
  }
  curl_slist_free_all(feed->headers);
  feed->headers = NULL;
}

int main(int count, char **arguments) {
  if (count != 4) return fputs("usage: reload ADDRESSES WIDTH DATABASE\n", stderr), 64;
  FILE *list = fopen(arguments[1], "r");
  if (!list) return perror(arguments[1]), 66;
  int width = atoi(arguments[2]), feeds = 0, room = 0;
  Feed *feed = NULL;
  for (char line[2048]; fgets(line, sizeof line, list);) {
    line[strcspn(line, "\n")] = 0;
    if (feeds == room) feed = realloc(feed, (room = room ? room * 2 : 256) * sizeof *feed);
    memset(&feed[feeds], 0, sizeof *feed);
    feed[feeds].url = strdup(line);
    feed[feeds].id = feeds + 1;
    feeds++;
  }
  fclose(list);

  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = start;
  handler.endElementNs = end;
  handler.characters = handler.cdataBlock = handler.ignorableWhitespace = characters;
  xmlSetGenericErrorFunc(NULL, silent);

  sqlite3 *database;
  if (sqlite3_open(arguments[3], &database)) return fputs("cannot open the database\n", stderr), 74;
  sqlite3_exec(database,
               "PRAGMA journal_mode = wal; PRAGMA synchronous = normal;"
               "CREATE TABLE IF NOT EXISTS feed(id INTEGER PRIMARY KEY, url TEXT, etag TEXT);"
               "CREATE TABLE IF NOT EXISTS item(id INTEGER PRIMARY KEY, feed INTEGER, title TEXT,"
               " link TEXT, identity TEXT, date TEXT, summary TEXT, content TEXT,"
               " UNIQUE(feed, identity)); BEGIN",
               NULL, NULL, NULL);
  sqlite3_stmt *known;
  sqlite3_prepare_v2(database, "SELECT id, etag FROM feed", -1, &known, NULL);
  while (sqlite3_step(known) == SQLITE_ROW) {
    sqlite3_int64 id = sqlite3_column_int64(known, 0);
    const char *etag = (const char *)sqlite3_column_text(known, 1);
    if (id <= feeds && etag) feed[id - 1].etag = strdup(etag);
  }
  sqlite3_finalize(known);
  sqlite3_prepare_v2(database,
                     "INSERT OR IGNORE INTO item(feed, title, link, identity, date, summary,"
                     " content) VALUES (?, ?, ?, ?, ?, ?, ?)",
                     -1, &insert_item, NULL);
  sqlite3_prepare_v2(database, "INSERT OR REPLACE INTO feed VALUES (?, ?, ?)", -1, &write_feed,
                     NULL);

  curl_global_init(CURL_GLOBAL_ALL);
  CURLM *multi = curl_multi_init();
  int next = 0, active = 0;
  for (; next < feeds && active < width; active++) begin(multi, curl_easy_init(), &feed[next++]);
  while (active) {
    int running, left, ended = 0;
    curl_multi_perform(multi, &running);
    for (CURLMsg *message; (message = curl_multi_info_read(multi, &left));) {
      CURL *easy = message->easy_handle;
      CURLcode result = message->data.result;
      Feed *mine;
      long status = 0;
      curl_easy_getinfo(easy, CURLINFO_PRIVATE, &mine);
      curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
      finish(mine, result, status);
      curl_multi_remove_handle(multi, easy);
      ended = 1;
      if (next < feeds) {
        begin(multi, easy, &feed[next++]);
      } else {
        curl_easy_cleanup(easy);
        active--;
      }
    }
    if (active && !ended) curl_multi_poll(multi, NULL, 0, 1000, NULL);
  }
  sqlite3_exec(database, "COMMIT", NULL, NULL, NULL);
  sqlite3_finalize(insert_item);
  sqlite3_finalize(write_feed);
  sqlite3_close(database);
  printf("%ld %ld %ld %ld\n", bodies, unchanged, failed, items);
  return failed != 0;
}
