"""The Python packages `openai` and `anthropic` against a base URL, and against the provider itself.

Usage: check.py GATEWAY_URL DIRECT_URL. Prints a line a check; exits 1 where one fails.
"""

import asyncio
import json
import sys
import threading
import time

import anthropic
import openai

GATEWAY, DIRECT = sys.argv[1], sys.argv[2]
OPENAI_KEY = "sk-proj-stand-0123456789abcdefghij"
ANTHROPIC_KEY = "sk-ant-api03-stand-0123456789abcdefghij"
MESSAGES = [{"role": "user", "content": "What grows above the tree line? 🌲"}]
SCHEMA = {
    "type": "object",
    "properties": {"place": {"type": "string"}, "days": {"type": "integer"}},
    "required": ["place", "days"],
    "additionalProperties": False,
}
FRESH = {"id", "item_id", "call_id", "response_id", "created", "created_at", "_request_id", "request_id", "obfuscation"}


def plain(value):
    """What was parsed, without what differs from call to call."""
    if hasattr(value, "to_dict"):
        value = value.to_dict(mode="json")
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if key not in FRESH}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value


def sandbox(**directive):
    return {"x-sandbox": json.dumps(directive)}


class Oai:
    """The same calls by whichever base URL."""

    def __init__(self, base, **more):
        self.client = openai.OpenAI(api_key=OPENAI_KEY, base_url=base + "/v1", max_retries=0, **more)

    def chat(self, **more):
        return self.client.chat.completions.create(model="gpt-4.1", messages=MESSAGES, **more)

    def response(self, **more):
        return self.client.responses.create(model="gpt-4.1", input="What grows there?", **more)


class Ant:
    def __init__(self, base, **more):
        self.client = anthropic.Anthropic(api_key=ANTHROPIC_KEY, base_url=base, max_retries=0, **more)

    def message(self, **more):
        return self.client.messages.create(model="claude-haiku-4-5", max_tokens=300, messages=MESSAGES, **more)


CHECKS = []


def check(prefix):
    def add(run):
        CHECKS.append((run.__name__, prefix, run))
        return run

    return add


def thrown(run):
    try:
        run()
    except (openai.OpenAIError, anthropic.AnthropicError) as error:
        return [type(error).__name__, getattr(error, "status_code", None)]
    raise AssertionError("nothing was raised")


FUNCTION = {"type": "function", "function": {"name": "weather", "parameters": SCHEMA}}


@check("openai")
def openai_chat(base):
    reply = Oai(base).chat()
    assert len(reply.choices[0].message.content) > 10
    return reply


@check("openai")
def openai_stream(base):
    chunks = list(Oai(base).chat(stream=True))
    assert len(chunks) > 5 and all(chunk.usage is None for chunk in chunks)
    with_usage = list(Oai(base).chat(stream=True, stream_options={"include_usage": True}))
    assert with_usage[-1].usage.total_tokens > 0
    return [chunks, with_usage]


@check("openai")
def openai_tools(base):
    reply = Oai(base).chat(tools=[FUNCTION], tool_choice="required")
    assert list(json.loads(reply.choices[0].message.tool_calls[0].function.arguments)) == ["place", "days"]
    return reply


@check("openai")
def openai_structured(base):
    form = {"type": "json_schema", "json_schema": {"name": "trip", "schema": SCHEMA, "strict": True}}
    reply = Oai(base).chat(response_format=form)
    assert list(json.loads(reply.choices[0].message.content)) == ["place", "days"]
    return reply


@check("openai")
def openai_responses(base):
    whole = Oai(base).response()
    assert len(whole.output_text) > 10
    with Oai(base).client.responses.stream(model="gpt-4.1", input="What grows there?") as stream:
        kinds = [event.type for event in stream]
        final = stream.get_final_response()
    assert kinds[-1] == "response.completed"
    return [whole, kinds, final.output_text]


@check("openai")
def openai_embeddings(base):
    reply = Oai(base).client.embeddings.create(model="text-embedding-3-small", input=["a tree", "a stone"])
    assert len(reply.data) == 2
    return reply


@check("openai")
def openai_errors(base):
    return [
        thrown(lambda: Oai(base).chat(extra_headers=sandbox(fault="rate-limit", retryAfterMs=1))),
        thrown(lambda: Oai(base).chat(extra_headers=sandbox(fault="server-error", retryAfterMs=1))),
        thrown(lambda: Oai(base).chat(extra_body={"nonsense": 1})),
        thrown(lambda: Oai(base, timeout=0.15).chat(extra_headers=sandbox(firstMs=20000))),
    ]


@check("openai")
def openai_abort(base):
    stream = Oai(base).chat(stream=True, extra_headers=sandbox(eventMs=5, outputTokens=500))
    for count, _ in enumerate(stream):
        if count == 3:
            stream.close()
            break
    return count


@check("openai")
def openai_async(base):
    async def run():
        async with openai.AsyncOpenAI(api_key=OPENAI_KEY, base_url=base + "/v1", max_retries=0) as client:
            stream = await client.chat.completions.create(model="gpt-4.1", messages=MESSAGES, stream=True)
            return [chunk async for chunk in stream]

    return asyncio.run(run())


@check("anthropic")
def anthropic_message(base):
    reply = Ant(base).message()
    assert reply.content[0].type == "text" and reply.usage.output_tokens > 1
    return reply


@check("anthropic")
def anthropic_stream(base):
    with Ant(base).client.messages.stream(model="claude-haiku-4-5", max_tokens=300, messages=MESSAGES) as stream:
        texts = list(stream.text_stream)
        final = stream.get_final_message()
    assert "".join(texts) == final.content[0].text
    return [texts, final]


@check("anthropic")
def anthropic_tools(base):
    tool = {"name": "weather", "description": "The weather", "input_schema": SCHEMA}
    reply = Ant(base).message(tools=[tool], tool_choice={"type": "tool", "name": "weather"})
    assert reply.stop_reason == "tool_use"
    return reply


@check("anthropic")
def anthropic_count(base):
    return Ant(base).client.messages.count_tokens(model="claude-haiku-4-5", messages=MESSAGES)


@check("anthropic")
def anthropic_errors(base):
    return [
        thrown(lambda: Ant(base).message(extra_headers=sandbox(fault="rate-limit", retryAfterMs=1))),
        thrown(lambda: Ant(base).message(extra_headers=sandbox(fault="overloaded", retryAfterMs=1))),
        thrown(lambda: Ant(base).message(extra_body={"nonsense": 1})),
        thrown(lambda: Ant(base, timeout=0.15).message(extra_headers=sandbox(firstMs=20000))),
    ]


def broken_streams():
    """Only through the gateway: a broken stream raises, and never ends as if it were whole."""
    for fault in ("reset-body", "wrong-length", "error-event"):
        for run in (Oai(GATEWAY).chat, Ant(GATEWAY).message):
            try:
                list(run(stream=True, extra_headers=sandbox(fault=fault)))
            # Half an event is read before the error behind it, and is no JSON.
            except (openai.OpenAIError, anthropic.AnthropicError, json.JSONDecodeError):
                continue
            raise AssertionError(f"{fault} ended as if it were whole")


def retries():
    """Refused until the gateway hands it on once; the package then asks again by itself."""
    client = Oai(GATEWAY).client.with_options(max_retries=2)
    faults = json.dumps({"fault": "rate-limit", "retryAfterMs": 2, "times": 4}).encode()
    import urllib.request

    request = urllib.request.Request(DIRECT + "/sandbox/faults", data=faults, method="POST")
    urllib.request.urlopen(request).read()
    client.chat.completions.create(model="gpt-4.1", messages=MESSAGES)


def main():
    threading.Thread(target=lambda: (time.sleep(100), print("took too long"), sys.stdout.flush(), __import__("os")._exit(1)), daemon=True).start()
    failed = 0
    for name, prefix, run in CHECKS:
        try:
            direct = plain(run(DIRECT))
            for base in (GATEWAY, f"{GATEWAY}/{prefix}"):
                through = plain(run(base))
                assert through == direct, f"{base}: {through} is not {direct}"
            print(f"ok {name}")
        except Exception as error:
            failed += 1
            print(f"not ok {name}: {type(error).__name__}: {str(error)[:2000]}")
    for run in (broken_streams, retries):
        try:
            run()
            print(f"ok {run.__name__}")
        except Exception as error:
            failed += 1
            print(f"not ok {run.__name__}: {type(error).__name__}: {str(error)[:2000]}")
    print(f"openai {openai.__version__}, anthropic {anthropic.__version__}: {len(CHECKS) + 2 - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
