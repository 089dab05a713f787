// Measures gofeed: reads a folder of feeds, or reloads a list of addresses into SQLite.
//
//	gofeed parse FOLDER PASSES                prints: processor-seconds bytes items
//	gofeed reload ADDRESSES WIDTH DATABASE    prints: bodies not-modified failed items
//
// The seconds are those of one pass, the mean of PASSES after a first one that is not counted.
package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"

	_ "github.com/mattn/go-sqlite3"
	"github.com/mmcdole/gofeed"
)

func main() {
	switch {
	case len(os.Args) == 4 && os.Args[1] == "parse":
		passes, err := strconv.Atoi(os.Args[3])
		check(err)
		parse(os.Args[2], passes)
	case len(os.Args) == 5 && os.Args[1] == "reload":
		reload(os.Args[2], os.Args[3], os.Args[4])
	default:
		fmt.Fprintln(os.Stderr, "usage: gofeed parse FOLDER PASSES | reload ADDRESSES WIDTH DATABASE")
		os.Exit(64)
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(70)
	}
}

func processorSeconds() float64 {
	var usage syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}

func parse(folder string, passes int) {
	names, err := filepath.Glob(filepath.Join(folder, "*"))
	check(err)
	var bodies [][]byte
	size, items := 0, 0
	for _, name := range names {
		body, err := os.ReadFile(name)
		check(err)
		bodies = append(bodies, body)
		size += len(body)
	}
	before := 0.0
	for pass := 0; pass <= passes; pass++ {
		if pass == 1 {
			before = processorSeconds()
		}
		items = 0
		for _, body := range bodies {
			if feed, err := gofeed.NewParser().Parse(bytes.NewReader(body)); err == nil {
				items += len(feed.Items)
			}
		}
	}
	fmt.Printf("%.6f %d %d\n", (processorSeconds()-before)/float64(passes), size, items)
}

type answer struct {
	url, etag string
	status    int
	feed      *gofeed.Feed
}

func fetch(client *http.Client, url, etag string) answer {
	request, err := http.NewRequest("GET", url, nil)
	check(err)
	if etag != "" {
		request.Header.Set("If-None-Match", etag)
	}
	response, err := client.Do(request)
	if err != nil {
		return answer{url: url}
	}
	defer response.Body.Close()
	got := answer{url: url, status: response.StatusCode, etag: response.Header.Get("ETag")}
	if got.status == 200 {
		if got.feed, err = gofeed.NewParser().Parse(response.Body); err != nil {
			got.status = 0
		}
	}
	_, _ = io.Copy(io.Discard, response.Body)
	return got
}

func reload(list, width, path string) {
	text, err := os.ReadFile(list)
	check(err)
	urls := strings.Fields(string(text))
	workers, err := strconv.Atoi(width)
	check(err)
	database, err := sql.Open("sqlite3", path+"?_journal=WAL&_sync=NORMAL")
	check(err)
	_, err = database.Exec(`CREATE TABLE IF NOT EXISTS feed(url TEXT PRIMARY KEY, etag TEXT);
		CREATE TABLE IF NOT EXISTS item(id INTEGER PRIMARY KEY, feed TEXT, title TEXT, link TEXT,
		identity TEXT, date TEXT, summary TEXT, content TEXT, UNIQUE(feed, identity))`)
	check(err)
	etags := map[string]string{}
	rows, err := database.Query("SELECT url, etag FROM feed")
	check(err)
	for rows.Next() {
		var url, etag string
		check(rows.Scan(&url, &etag))
		etags[url] = etag
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: workers}}
	asked, answers := make(chan string), make(chan answer)
	var group sync.WaitGroup
	for index := 0; index < workers; index++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for url := range asked {
				answers <- fetch(client, url, etags[url])
			}
		}()
	}
	go func() {
		for _, url := range urls {
			asked <- url
		}
		close(asked)
		group.Wait()
		close(answers)
	}()
	transaction, err := database.Begin()
	check(err)
	insert, err := transaction.Prepare(`INSERT OR IGNORE INTO item(feed, title, link, identity,
		date, summary, content) VALUES (?, ?, ?, ?, ?, ?, ?)`)
	check(err)
	bodies, unchanged, failed, items := 0, 0, 0, 0
	for got := range answers {
		switch got.status {
		case 200:
			bodies++
			for _, item := range got.feed.Items {
				_, err = insert.Exec(got.url, item.Title, item.Link, item.GUID, item.Published,
					item.Description, item.Content)
				check(err)
				items++
			}
			_, err = transaction.Exec("INSERT OR REPLACE INTO feed VALUES (?, ?)", got.url, got.etag)
			check(err)
		case 304:
			unchanged++
		default:
			failed++
		}
	}
	check(transaction.Commit())
	fmt.Println(bodies, unchanged, failed, items)
}
