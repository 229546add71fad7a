#!/usr/bin/env bash
# One content filter behind LiteLLM's /v1/messages is `max_tokens` or `refusal`, by the prefix of the model's name in its
# configuration.
#
# litellm 1.110.2, its library's messages, which its proxy's /v1/messages uses; measured 2026-12-01.
#
# Asked in Anthropic's form, LiteLLM turns `openai/` models over to OpenAI's Responses API and `hosted_vllm/` models to chat
# completions. Both upstreams say that a filter stopped the answer. The first becomes `max_tokens`, exactly as a real limit
# does, the second `refusal`. Who raises the limit because of it raises it in vain, and who counts refusals misses these.
#
# Toolsight counts the first as cut off, the second as refused, since nothing else is in the answer. Asked as chat completions
# or as Responses, the same gateway keeps the filter's name, so those are the roads to take to an OpenAI model.
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
import asyncio, json, signal, sys, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import litellm


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


def answer(path, body, number):
    """Stopped by a filter, or by the limit where the question says so; in the form of the API that was asked."""
    limited = "long" in json.dumps(body)
    if path.endswith("/responses"):
        return whole({
            "id": f"resp_{number}", "object": "response", "created_at": 1, "status": "incomplete", "model": body["model"],
            "incomplete_details": {"reason": "max_output_tokens" if limited else "content_filter"}, "error": None,
            "output": [{
                "id": "m", "type": "message", "status": "incomplete", "role": "assistant",
                "content": [{"type": "output_text", "text": "I", "annotations": []}]}],
            "parallel_tool_calls": True, "tool_choice": "auto", "tools": [],
            "usage": {
                "input_tokens": 9, "input_tokens_details": {"cached_tokens": 0}, "output_tokens": 1,
                "output_tokens_details": {"reasoning_tokens": 0}, "total_tokens": 10}})
    return whole({
        "id": f"chatcmpl-{number}", "object": "chat.completion", "created": 1, "model": body["model"],
        "choices": [{
            "index": 0, "finish_reason": "length" if limited else "content_filter",
            "message": {"role": "assistant", "content": "I"}}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 1, "total_tokens": 10}})

upstream = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
threading.Thread(target=upstream.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{upstream.server_port}"

litellm.suppress_debug_info = True


async def ask(model, text):
    message = await litellm.anthropic.messages.acreate(
        model=model, api_base=base + "/v1", api_key="none", max_tokens=99, messages=[{"role": "user", "content": text}])
    return {name: value for name, value in dict(message).items() if name != "id"}


print("litellm 1.110.2, /v1/messages; the upstream says that a filter stopped the answer, or that the limit did")
print("expected: the two are told apart, in the same way whatever is behind")


async def ask_all():
    return [
        [await ask(model, text) for text in ("a question", "a long question")]
        for model in ("openai/gpt-4o", "hosted_vllm/qwen3")]


openai, vllm = asyncio.run(ask_all())
for name, (filtered, limited) in ("openai/", openai), ("hosted_vllm/", vllm):
    same = ", and the whole answer is the same but for its id" if filtered == limited else ""
    print(f"seen: {name}: filter {filtered['stop_reason']}, limit {limited['stop_reason']}{same}")
good = (
    openai[0] == openai[1] and openai[0]["stop_reason"] == "max_tokens"
    and [one["stop_reason"] for one in vllm] == ["refusal", "max_tokens"])
print("as written" if good else "CHANGED")
sys.exit(0 if good else 3)
PROBE
probe=$!
code=0
wait "$probe" || code=$?
probe=
case $code in 0) exit 0 ;; 3) exit 1 ;; *) exit 2 ;; esac
