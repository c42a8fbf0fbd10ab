/** The network of a test: answers requests by path, notes what was asked. Only what is not ours is played. */
import { beforeEach, vi } from "vitest";

export interface Asked {
  method: string;
  path: string;
  body: unknown;
}

/** What the server says; a promise lets a test choose when. */
type Answer = (asked: Asked) => unknown;

/** A refusal, as the server words it. */
export class Refusal {
  constructor(
    readonly status: number,
    readonly id = "test.error",
    readonly message = "No.",
  ) {}
}

export class Network {
  readonly asked: Asked[] = [];
  isDown = false;
  private readonly answers: [method: string, path: RegExp, answer: Answer][] = [];

  on(method: string, path: RegExp, answer: Answer): this {
    this.answers.unshift([method, path, answer]);
    return this;
  }

  sent(method: string, path: RegExp): Asked[] {
    return this.asked.filter((one) => one.method === method && path.test(one.path));
  }

  readonly fetch = async (address: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    if (this.isDown) throw new TypeError("network down");
    const url = new URL(address instanceof Request ? address.url : address, window.location.href);
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    const asked = { method: init.method ?? "GET", path: url.pathname.replace(/^.*\/api\/v4/, ""), body };
    this.asked.push(asked);
    const found = this.answers.find(([method, path]) => method === asked.method && path.test(asked.path));
    const reply = found ? await found[2](asked) : [];
    if (reply instanceof Refusal) {
      return Response.json({ id: reply.id, message: reply.message, status_code: reply.status }, { status: reply.status });
    }
    return Response.json(reply);
  };
}

/** A network for every test of a file; everything not set answers an empty list. It stays for what a test leaves under way. */
export function playNetwork(): () => Network {
  let network = new Network();
  beforeEach(() => {
    network = new Network();
    vi.stubGlobal("fetch", network.fetch);
  });
  return () => network;
}
