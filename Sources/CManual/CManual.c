#include "CManual.h"

// Clang takes it in C17 too, and in no other way would a page be part of the binary without being copied into a source.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char suites_page[] = {
#embed "../../docs/suites.md"
};
static const unsigned char matchers_page[] = {
#embed "../../docs/matchers.md"
};
static const unsigned char gate_page[] = {
#embed "../../docs/gate.md"
};
static const unsigned char models_page[] = {
#embed "../../docs/models.md"
};
static const unsigned char report_page[] = {
#embed "../../docs/report.md"
};
static const unsigned char method_page[] = {
#embed "../../docs/method.md"
};
static const unsigned char mcp_page[] = {
#embed "../../docs/mcp.md"
};
static const unsigned char registry_page[] = {
#embed "../../docs/registry.md"
};
static const unsigned char files_page[] = {
#embed "../../docs/files.md"
};
static const unsigned char exit_codes_page[] = {
#embed "../../docs/exit-codes.md"
};
static const unsigned char ci_page[] = {
#embed "../../docs/ci.md"
};

static const unsigned char suite_schema[] = {
#embed "../../schemas/suite.schema.json"
};
static const unsigned char report_schema[] = {
#embed "../../schemas/report.schema.json"
};
static const unsigned char config_schema[] = {
#embed "../../schemas/config.schema.json"
};

#define FILE_OF(name, bytes) {name, bytes, sizeof bytes}

const cmanual_file *cmanual_pages(void) {
  static const cmanual_file pages[] = {
      FILE_OF("suites", suites_page),
      FILE_OF("matchers", matchers_page),
      FILE_OF("gate", gate_page),
      FILE_OF("models", models_page),
      FILE_OF("report", report_page),
      FILE_OF("method", method_page),
      FILE_OF("mcp", mcp_page),
      FILE_OF("registry", registry_page),
      FILE_OF("files", files_page),
      FILE_OF("exit-codes", exit_codes_page),
      FILE_OF("ci", ci_page),
      {0, 0, 0},
  };
  return pages;
}

const cmanual_file *cmanual_schemas(void) {
  static const cmanual_file schemas[] = {
      FILE_OF("suite", suite_schema),
      FILE_OF("report", report_schema),
      FILE_OF("config", config_schema),
      {0, 0, 0},
  };
  return schemas;
}
