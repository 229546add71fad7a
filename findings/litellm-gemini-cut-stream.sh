#!/usr/bin/env bash
# LiteLLM ends a Gemini stream that was cut short with a finish reason that nobody sent.
#
# litellm 1.110.2, its library, which its proxy uses as well; measured 2026-12-01.
#
# Where a stream of an OpenAI-compatible server or of Anthropic ends without a finish reason, LiteLLM raises an error. Where
# Gemini's does, `stop` is put there, or `tool_calls` if a call had come. A model that was about to call a tool is then scored
# as one that chose none, and one whose second call was lost as one that made a single call. Only streams that end cleanly
# between two events are meant, as a proxy on the way may end them; a connection that breaks is an error with Gemini, too.
#
# Toolsight calls a cut Gemini stream a failure of the endpoint and asks again, when it speaks Gemini's own protocol. Behind a
# gateway's chat completions the invented reason cannot be told from a real one.
#
# Exits 0 when the behaviour is as written, 1 when it has changed, 2 when it could not be measured.

set -euo pipefail
work=$(mktemp -d)
probe=
cleanup() {
  if [ -n "$probe" ]; then
    kill "$probe" 2>/dev/null || true
    wait "$probe" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --no-cache-dir --no-compile --only-binary :all: litellm==1.110.2 >"$work/pip.log" 2>&1 ||
  { tail -n 3 "$work/pip.log"; echo "could not install"; exit 2; }

# The probe ends by itself after 180 seconds; what it starts gets an environment without keys, and a home that is thrown away.
mkdir "$work/home"
env -i PATH="$work/venv/bin:$PATH" HOME="$work/home" TMPDIR="$work" NO_PROXY=127.0.0.1 LITELLM_LOCAL_MODEL_COST_MAP=True \
  "$work/venv/bin/python" - "$work" <<'PROBE' &
import json, signal, sys, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import litellm
import openai


def stop(*_):
    raise SystemExit(2)


signal.signal(signal.SIGTERM, stop)
signal.signal(signal.SIGALRM, stop)
signal.alarm(180)


class Upstream(BaseHTTPRequestHandler):
    """Stands in for the provider; remembers the bodies that it was sent."""
    asked = []

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.asked.append(body)
        status, kind, data = answer(self.path.split("?")[0], body, len(self.asked))
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def whole(value, status=200):
    return status, "application/json", json.dumps(value).encode()


def stream(events):
    data = "".join(
        (f"event: {event['type']}\n" if "type" in event else "") + f"data: {json.dumps(event)}\n\n" for event in events)
    return 200, "text/event-stream", data.encode()


def answer(path, body, number):
    """The beginning of an answer in the provider's own form, without the event that ends it."""
    if "streamGenerateContent" in path:
        part = {"text": "I will look."}
        if "call" in path:
            part = {"functionCall": {"name": "find_issue", "args": {"number": 7}}}
        return stream([{
            "candidates": [{"index": 0, "content": {"role": "model", "parts": [part]}}], "modelVersion": "gemini",
            "responseId": "r"}])
    if path.endswith("/messages"):
        message = {
            "id": "msg", "type": "message", "role": "assistant", "model": body["model"], "content": [], "stop_reason": None,
            "stop_sequence": None, "usage": {"input_tokens": 9, "output_tokens": 1}}
        return stream([
            {"type": "message_start", "message": message},
            {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "I will look."}}])
    return stream([{
        "id": "c", "object": "chat.completion.chunk", "created": 1, "model": body["model"],
        "choices": [{"index": 0, "delta": {"role": "assistant", "content": "I will look."}, "finish_reason": None}]}])

upstream = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
threading.Thread(target=upstream.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{upstream.server_port}"

litellm.suppress_debug_info = True


def finish(model, path=""):
    """The last finish reason of the stream, or that it ends with an error."""
    reason = None
    try:
        chunks = litellm.completion(
            model=model, api_base=base + path, api_key="none", stream=True, num_retries=0, max_retries=0,
            messages=[{"role": "user", "content": "Which tool?"}])
        for chunk in chunks:
            reason = chunk.choices[0].finish_reason or reason
    except openai.APIError:  # what all errors of LiteLLM's are
        return "an error"
    return reason


print("litellm 1.110.2, streams that end before the event with the finish reason")
print("expected: an error, whoever the provider is")
seen = {
    "openai": finish("openai/gpt-4o", "/v1"),
    "anthropic": finish("anthropic/claude-sonnet-4-5"),
    "gemini": finish("gemini/gemini-2.5-flash"),
    "gemini, after a call": finish("gemini/gemini-2.5-flash-call")}
for name, what in seen.items():
    print(f"seen: {name}: {what}")
wanted = {"openai": "an error", "anthropic": "an error", "gemini": "stop", "gemini, after a call": "tool_calls"}
print("as written" if seen == wanted else "CHANGED")
sys.exit(0 if seen == wanted else 3)
PROBE
probe=$!
code=0
wait "$probe" || code=$?
probe=
case $code in 0) exit 0 ;; 3) exit 1 ;; *) exit 2 ;; esac
