# tieup: make demo | run | test | crash-test | bench | fuzz | install | gate | clean
SHELL := /bin/bash
PREFIX ?= /usr/local
BIN = .build/release/tieup
# The Swift runtime goes into the program: it starts sooner, and a copy of it runs anywhere.
RELEASE = -c release --static-swift-stdlib $(SHORT) --product
# Relocations in their short form, where the loader knows it: a start takes a fifth less time.
SHORT := $(shell printf '%s\n' 'glibc 2.36' "$$(getconf GNU_LIBC_VERSION)" | sort -VC && \
	echo -Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs)

# Where `make install` puts things; the shells and man look there by themselves under /usr/local.
ROOT = $(DESTDIR)$(PREFIX)
BASH_COMPLETION = $(ROOT)/share/bash-completion/completions/tieup
ZSH_COMPLETION = $(ROOT)/share/zsh/site-functions/_tieup
FISH_COMPLETION = $(ROOT)/share/fish/vendor_completions.d/tieup.fish
COMPLETIONS = $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION)

.PHONY: demo run test crash-test build setup install uninstall gate bench fuzz clean

# The main job on the sample day: no network for the feeds, nothing left behind but .build/demo.
demo: build
	@rm -rf .build/demo && mkdir -p .build/demo
	@echo; echo '$$ tieup --config data/sample/feeds.yml run'
	@$(BIN) --config data/sample/feeds.yml --data .build/demo run --verbose
	@echo; echo '$$ tieup --config data/sample/feeds.yml list'
	@$(BIN) --config data/sample/feeds.yml --data .build/demo list --limit 0

# The main job on feeds.yml, into data/.
run: build
	@$(BIN) --config feeds.yml --data data run --verbose || [ $$? -eq 75 ]
	@$(BIN) --config feeds.yml --data data list

build: setup
	swift build $(RELEASE) tieup

test: setup
	swift test

# Three hundred runs killed at random moments, beside one that was left alone.
crash-test: setup
	TIEUP_CRASH_KILLS=300 swift test --filter CrashTests

# Installs the system packages that are missing; says so, and does nothing when none is.
setup:
	@scripts/setup

gate: setup
	@scripts/gate

# tieup beside what bounds it and beside its peers; BENCH passes options, as `--parts reload`.
bench: build
	swift build $(RELEASE) feed-server
	swift build $(RELEASE) tieup-bench
	swift build $(RELEASE) store-fill
	@Benchmarks/bench.py $(BENCH)

# Runs one fuzz target (XML, JSON, Charset, Cleaning, Date, Address) on what the fixtures seed.
fuzz:
	@scripts/fuzz $(TARGET) $(SECONDS)

install: build
	install -D -m 755 $(BIN) $(ROOT)/bin/tieup
	install -D -m 644 docs/tieup.1 $(ROOT)/share/man/man1/tieup.1
	@mkdir -p $(dir $(COMPLETIONS))
	$(BIN) --generate-completion-script bash > $(BASH_COMPLETION)
	$(BIN) --generate-completion-script zsh > $(ZSH_COMPLETION)
	$(BIN) --generate-completion-script fish > $(FISH_COMPLETION)

uninstall:
	rm -f $(ROOT)/bin/tieup $(ROOT)/share/man/man1/tieup.1 $(COMPLETIONS)

clean:
	rm -rf .build
