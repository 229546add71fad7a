#!/usr/bin/env bash
# LiteLLM's cache gives the answer to one setting for another one, where the setting is the provider's own.
#
# litellm 1.110.2, `cache: true`, `type: local`; measured 2026-12-01. Reported upstream for other settings: BerriAI/litellm
# issue 42400.
#
# Members of a request that LiteLLM does not know are sent on to an OpenAI-compatible server but are no part of the cache's key.
# So a comparison of, say, a model that thinks and one that does not (`chat_template_kwargs` of vLLM and llama.cpp) ends in "no
# difference": the second half was never asked. Tools, temperature, seed and tool_choice are part of the key, so that a look at
# those shows nothing wrong.
#
# Toolsight sends such members as `extra`. It reads the header `x-litellm-cache-key`, which is there, and counts the answers as
# copies, but it cannot know that they are copies of the answer to another request.
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
    thinks = body.get("chat_template_kwargs", {}).get("enable_thinking")
    return whole({
        "id": f"chatcmpl-{number}", "object": "chat.completion", "created": 1, "model": body["model"],
        "choices": [{
            "index": 0, "finish_reason": "stop",
            "message": {"role": "assistant", "content": f"thinking: {thinks}, temperature: {body.get('temperature')}"}}],
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
    "model_list": [deployment("openai", "openai/qwen3", "/v1"), deployment("vllm", "hosted_vllm/qwen3", "/v1")],
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
    def ask(model, text, **settings):
        body = {"model": model, "messages": [{"role": "user", "content": text}], **settings}
        answer = client.post("/v1/chat/completions", json=body)
        answer.raise_for_status()
        time.sleep(0.5)  # the cache is written after the answer
        return answer.json()["choices"][0]["message"]["content"], "x-litellm-cache-key" in answer.headers

    print("litellm 1.110.2, cache: true, type: local; the upstream answers with the settings that it was sent")
    print("expected: another setting is another request, and the model is asked")
    good = True
    for model in "openai", "vllm":
        on = ask(model, "A?", chat_template_kwargs={"enable_thinking": True})
        off = ask(model, "A?", chat_template_kwargs={"enable_thinking": False})
        cold = ask(model, "B?", temperature=0)
        warm = ask(model, "B?", temperature=1)
        alone = ask(model, "C?", chat_template_kwargs={"enable_thinking": False})
        print(f"seen: {model}: enable_thinking false, asked alone: '{alone[0]}'")
        print(f"seen: {model}: enable_thinking false, asked after true: '{off[0]}'; has the cache's key: {off[1]}")
        print(f"seen: {model}: temperature 1, asked after 0: '{warm[0]}'; has the cache's key: {warm[1]}")
        good = good and off == (on[0], True) and not on[1] and alone[0] != on[0] and not warm[1] and warm[0] != cold[0]
    print("as written" if good else "CHANGED")
    return 0 if good else 3


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
