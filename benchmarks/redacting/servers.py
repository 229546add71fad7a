"""Results of a real MCP server from PyPI, `mcp-server-git`, over this repository's own history: the same for everybody who has it."""

import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Commits before the redactor was begun; no later one changes the lines.
LAST = "d34c86c"
COMMITS = 240


class Server:
    """One conversation over standard input and output, as the protocol of 2025-06-18 has it."""

    def __init__(self, module, *arguments):
        self.process = subprocess.Popen([sys.executable, "-m", module, *arguments], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.number = 0
        self.ask("initialize", {"protocolVersion": "2025-06-18", "capabilities": {},
                                "clientInfo": {"name": "redaction", "version": "1"}})
        self.send({"method": "notifications/initialized"})

    def send(self, message):
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        self.process.stdin.flush()

    def ask(self, method, params):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        for line in self.process.stdout:
            answer = json.loads(line)
            if answer.get("id") == self.number:
                return answer.get("result") or {}
        sys.exit("NOT MEASURED: the server ended")

    def call(self, tool, **arguments):
        result = self.ask("tools/call", {"name": tool, "arguments": arguments})
        return "\n".join(item.get("text", "") for item in result.get("content", []))

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)


def results():
    log = subprocess.run(["git", "-C", str(ROOT), "rev-list", f"--max-count={COMMITS}", LAST], capture_output=True, text=True,
                         env={**os.environ, "LC_ALL": "C"})
    if log.returncode != 0:
        print("NOT MEASURED: no history here, so no results of mcp-server-git", file=sys.stderr)
        return []
    server = Server("mcp_server_git", "--repository", str(ROOT))
    texts = [server.call("git_show", repo_path=str(ROOT), revision=commit) for commit in log.stdout.split()]
    server.close()
    return [text for text in texts if len(text) > 40]
