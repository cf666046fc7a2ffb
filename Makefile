# wf — see README.md. `make help` lists the targets.

SWIFT      ?= swift
PREFIX     ?= /usr/local
LANG_DEMO  ?= vi
BUILD_DIR  ?= .build
FUZZ_SECONDS ?= 60
# One file that needs nothing installed, and starts in a third of the time of a dynamic one.
RELEASE     = -c release --static-swift-stdlib -Xswiftc -static-executable \
              --scratch-path $(BUILD_DIR)
# wf-net speaks to the network, for which it uses the libcurl and the resolver of the system. In a
# folder of its own: what is linked otherwise is compiled otherwise.
NET_RELEASE = -c release --static-swift-stdlib --scratch-path $(BUILD_DIR)-net
PACKAGES    = libyaml-dev libsqlite3-dev nettle-dev pkg-config
NET_PACKAGES = libcurl4-openssl-dev
# Some tests at a time: all of them at once hold more files open than Foundation's `Process` bears.
TEST        = $(SWIFT) test --skip-build --scratch-path $(BUILD_DIR) \
              --experimental-maximum-parallelization-width 8
# What tests run the server with and behind; a provider of OpenID Connect and what looks at pages run
# in virtual environments.
TEST_PACKAGES = nginx-light openssl curl systemd chromium python3-venv
# Suites of the command that every run of the tests takes through a server; `make test-remote` has all.
DAILY       = AdvanceTests|ContractTests|NetDeliveryTests|RemoteTests

.DEFAULT_GOAL := help
.PHONY: help demo build wf wf-net wf-server test test-remote snapshots lint format check bench fuzz install uninstall clean \
        deps net-deps test-deps swift-version

help: ## List the targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

# Built for debugging: that takes a third of the time, and nobody sees the difference.
demo: deps ## Build wf, then run the plan's main job from proposal to report (LANG_DEMO=vi|en)
	@$(SWIFT) build --scratch-path $(BUILD_DIR) --product wf
	@WF="$$($(SWIFT) build --scratch-path $(BUILD_DIR) --show-bin-path)/wf" WF_LANG=$(LANG_DEMO) \
	  sh docs/demo.sh

build: wf wf-net wf-server ## Build the release binaries: wf, wf-net for webhooks and mail, wf-server

wf: deps ## Build wf alone, which needs no network
	@$(SWIFT) build $(RELEASE) --product wf

wf-net: net-deps
	@$(SWIFT) build $(NET_RELEASE) --product wf-net
	@ln -f "$$($(SWIFT) build $(NET_RELEASE) --show-bin-path)/wf-net" \
	  "$$($(SWIFT) build $(RELEASE) --show-bin-path)/wf-net"

wf-server: net-deps
	@$(SWIFT) build $(NET_RELEASE) --product wf-server
	@ln -f "$$($(SWIFT) build $(NET_RELEASE) --show-bin-path)/wf-server" \
	  "$$($(SWIFT) build $(RELEASE) --show-bin-path)/wf-server"

test: test-deps ## Run all tests, those of daily commands a second time through a server
	@$(SWIFT) build --build-tests --scratch-path $(BUILD_DIR)
	@$(TEST) --skip WorkflowServerTests
	@$(TEST) --filter WorkflowServerTests
	@WF_TEST_SERVER=1 $(TEST) --filter "wfTests.($(DAILY))"

test-remote: test-deps ## Run all tests of the command through a server
	@$(SWIFT) build --build-tests --scratch-path $(BUILD_DIR)
	@WF_TEST_SERVER=1 $(TEST) --filter wfTests

snapshots: net-deps ## Record the snapshots of help, diagnostics and output anew
	@WF_RECORD=1 $(SWIFT) test --scratch-path $(BUILD_DIR)

lint: ## Check the format and the layering of the sources
	@$(SWIFT) format lint --strict --recursive Package.swift Sources Tests
	@$(SWIFT) build --explicit-target-dependency-import-check error --scratch-path $(BUILD_DIR)

format: ## Format the sources in place
	@$(SWIFT) format --in-place --recursive Package.swift Sources Tests

check: wf ## Check the shipped definitions
	@"$$($(SWIFT) build $(RELEASE) --show-bin-path)/wf" check

bench: net-deps ## Measure, as ratios in one run
	@$(SWIFT) build $(RELEASE) --product wf
	@$(SWIFT) build $(RELEASE) --product wf-bench
	@"$$($(SWIFT) build $(RELEASE) --show-bin-path)/wf-bench"
	@$(SWIFT) build $(NET_RELEASE) --product wf-net
	@$(SWIFT) build $(NET_RELEASE) --product wf-net-bench
	@"$$($(SWIFT) build $(NET_RELEASE) --show-bin-path)/wf-net-bench"
	@$(SWIFT) build $(NET_RELEASE) --product wf-server
	@$(SWIFT) build $(NET_RELEASE) --product wf-server-bench
	@"$$($(SWIFT) build $(NET_RELEASE) --show-bin-path)/wf-server-bench"

fuzz: deps ## Let libFuzzer look for inputs that stop a reader (FUZZ_SECONDS=60 in all)
	@WF_FUZZ=1 sh docs/fuzz.sh $(SWIFT) $(BUILD_DIR)-fuzz $(FUZZ_SECONDS)

install: build ## Install the binaries, definitions and completions under PREFIX (/usr/local)
	@bin="$$($(SWIFT) build $(RELEASE) --show-bin-path)/wf"; \
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/libexec/wf" \
	  "$(DESTDIR)$(PREFIX)/share/wf" \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"; \
	install -s -m 755 "$$bin" "$(DESTDIR)$(PREFIX)/bin/wf"; \
	install -s -m 755 "$$bin-net" "$(DESTDIR)$(PREFIX)/libexec/wf/wf-net"; \
	install -s -m 755 "$$bin-server" "$(DESTDIR)$(PREFIX)/libexec/wf/wf-server"; \
	cp -R workflows rules "$(DESTDIR)$(PREFIX)/share/wf/"; \
	"$$bin" --generate-completion-script bash > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/wf"; \
	"$$bin" --generate-completion-script zsh > "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_wf"; \
	"$$bin" --generate-completion-script fish > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/wf.fish"; \
	echo "wf: $(DESTDIR)$(PREFIX)/bin/wf"; \
	echo "definitions / định nghĩa mẫu: $(DESTDIR)$(PREFIX)/share/wf (cp -R … ~/my-office && cd ~/my-office && wf check)"

uninstall: ## Remove what install put there
	@rm -f "$(DESTDIR)$(PREFIX)/bin/wf" \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/wf" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_wf" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/wf.fish"
	@rm -rf "$(DESTDIR)$(PREFIX)/share/wf" "$(DESTDIR)$(PREFIX)/libexec/wf"

clean: ## Remove what was built
	@rm -rf $(BUILD_DIR) $(BUILD_DIR)-net

deps: swift-version
	@sh docs/install-packages.sh $(PACKAGES)

net-deps: swift-version
	@sh docs/install-packages.sh $(PACKAGES) $(NET_PACKAGES)

test-deps: net-deps
	@sh docs/install-packages.sh $(TEST_PACKAGES)

swift-version:
	@sh docs/check-swift.sh $(SWIFT)
