#!/usr/bin/env bash
# LiteLLM's proxy marks answers from its cache with `x-litellm-cache-key`, but not those of /v1/messages that are not streamed.
#
# litellm 1.110.2, `cache: true`, `type: local`; measured 2026-12-01.
#
# Who measures tool selection repeats a request to see how sure the model is. Five copies of one answer look like a model that
# is always sure. The header tells copies on chat completions, on the Responses API and on streamed messages, so its absence
# reads as "the model was asked". On messages that are not streamed only a cost of 0.0 and the repeated id of the message tell.
#
# Toolsight counts copies once where a header says so, and of LiteLLM's headers it reads the cache's key; the copies shown here
# carry none, and so it took them for answers of their own when this was written. Turn the cache off to measure.
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

# litellm[proxy]==1.110.2 asks for litellm-proxy-extras and litellm-enterprise of its own release, which were not on the index; the
# newest ones that were are taken without their requirements, and what the proxy imports is named here.
python3 -m venv "$work/venv"
pip=("$work/venv/bin/pip" install --quiet --no-cache-dir --no-compile --only-binary :all:)
"${pip[@]}" litellm==1.110.2 fastapi==0.165.0 starlette==1.10.0 uvicorn==0.54.0 uvloop==0.23.0 orjson==3.13.0 backoff==2.2.1 \
  APScheduler==3.11.3 fastapi-sso==0.23.0 PyJWT==2.15.1 python-multipart==0.0.34 cryptography==50.0.2 PyNaCl==1.6.2 \
  websockets==15.0.1 mcp==2.3.0 rich==13.9.4 redis==8.1.0 semver==3.1.2 Expression==5.8.0 soundfile==0.14.0 \
  >"$work/pip.log" 2>&1 &&
  "${pip[@]}" --no-deps litellm-proxy-extras==0.4.110 litellm-enterprise==0.1.79.post1 >>"$work/pip.log" 2>&1 ||
  { tail -n 3 "$work/pip.log"; echo "could not install"; exit 2; }

# The probe ends by itself after 240 seconds; what it starts gets an environment without keys, and a home that is thrown away.
mkdir "$work/home"
env -i PATH="$work/venv/bin:$PATH" HOME="$work/home" TMPDIR="$work" NO_PROXY=127.0.0.1 LITELLM_LOCAL_MODEL_COST_MAP=True \
  "$work/venv/bin/python" - "$work" <<'PROBE' &
import json, os, secrets, signal, socket, subprocess, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx


def stop(*_):
    raise SystemExit(2)


signal.signal(signal.SIGTERM, stop)
signal.signal(signal.SIGALRM, stop)
signal.alarm(240)


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
    if path.endswith("/messages"):
        message = {
            "id": f"msg_{number}", "type": "message", "role": "assistant", "model": "claude-sonnet-4-5",
            "content": [{"type": "text", "text": "None of these."}], "stop_reason": "end_turn", "stop_sequence": None,
            "usage": {"input_tokens": 100, "output_tokens": 20}}
        if not body.get("stream"):
            return whole(message)
        events = [
            {"type": "message_start", "message": {**message, "content": [], "stop_reason": None}},
            {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "None of these."}},
            {"type": "content_block_stop", "index": 0},
            {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 20}},
            {"type": "message_stop"}]
        data = "".join(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in events)
        return 200, "text/event-stream", data.encode()
    return whole({
        "id": f"chatcmpl-{number}", "object": "chat.completion", "created": 1, "model": body["model"],
        "choices": [{
            "index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "None of these."}}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}})

upstream = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
threading.Thread(target=upstream.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{upstream.server_port}"


def deployment(name, model, path=""):
    return {"model_name": name, "litellm_params": {"model": model, "api_base": base + path, "api_key": "none"}}


with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
master = "sk-" + secrets.token_hex(16)
config = {
    "model_list": [deployment("claude", "anthropic/claude-sonnet-4-5"), deployment("gpt", "openai/gpt-4o", "/v1")],
    "litellm_settings": {"cache": True, "cache_params": {"type": "local"}},
    "general_settings": {"master_key": master}}
path = os.path.join(sys.argv[1], "config.yaml")
with open(path, "w") as file:
    json.dump(config, file)  # JSON is YAML
with open(os.path.join(sys.argv[1], "proxy.log"), "w") as log:
    proxy = subprocess.Popen(
        ["litellm", "--config", path, "--host", "127.0.0.1", "--port", str(port)],
        stdin=subprocess.DEVNULL, stdout=log, stderr=log)


def measure():
    ways = [
        ("chat completions", "/v1/chat/completions", {"model": "gpt"}),
        ("messages, streamed", "/v1/messages", {"model": "claude", "max_tokens": 99, "stream": True}),
        ("messages", "/v1/messages", {"model": "claude", "max_tokens": 99})]
    print("litellm 1.110.2, cache: true, type: local; every request five times")
    print("expected: every answer from the cache carries x-litellm-cache-key, on every road")
    seen = {}
    for name, path, body in ways:
        before, answers = len(Upstream.asked), []
        for _ in range(5):
            answers.append(client.post(path, json={**body, "messages": [{"role": "user", "content": "Which tool?"}]}))
            answers[-1].raise_for_status()
            time.sleep(0.5)  # the cache is written after the answer
        requests = len(Upstream.asked) - before
        keys = sum("x-litellm-cache-key" in answer.headers for answer in answers)
        free = sum(answer.headers.get("x-litellm-response-cost") == "0.0" for answer in answers)
        bodies = len({answer.text for answer in answers})
        seen[name] = (requests, keys, free)
        print(
            f"seen: {name}: {requests} request to the model, {keys} of 4 copies with the key, {free} with cost 0.0,"
            f" {bodies} distinct body")
    wanted = {"chat completions": (1, 4, 4), "messages, streamed": (1, 4, 4), "messages": (1, 0, 4)}
    print("as written" if seen == wanted else "CHANGED")
    return 0 if seen == wanted else 3


try:
    client = httpx.Client(
        base_url=f"http://127.0.0.1:{port}", headers={"authorization": "Bearer " + master}, timeout=60, trust_env=False)
    while True:
        try:
            if client.get("/health/liveliness").status_code == 200:
                break
        except httpx.HTTPError:
            pass
        if proxy.poll() is not None:
            print("the proxy did not start")
            raise SystemExit(2)
        time.sleep(0.3)
    code = measure()
finally:
    proxy.terminate()
    try:
        proxy.wait(15)
    except subprocess.TimeoutExpired:
        proxy.kill()
sys.exit(code)
PROBE
probe=$!
code=0
wait "$probe" || code=$?
probe=
case $code in 0) exit 0 ;; 3) exit 1 ;; *) exit 2 ;; esac
