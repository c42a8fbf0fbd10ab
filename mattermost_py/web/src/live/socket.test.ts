import { beforeEach, describe, expect, it } from "vitest";
import { type Frame, LiveSocket } from "./socket";

/** The server's end of a line, as far as a test plays it. */
class Line {
  static lines: Line[] = [];
  static get last(): Line {
    const line = Line.lines.at(-1);
    if (line === undefined) throw new Error("No line was opened.");
    return line;
  }
  readyState = 0;
  sent: { action: string; seq: number; data: unknown }[] = [];
  closedWith = 0;
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  constructor(readonly url: string) {
    Line.lines.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text) as Line["sent"][number]);
  }
  close(code: number) {
    this.closedWith = code;
    this.readyState = 3;
  }
  open() {
    this.readyState = 1;
    this.onopen?.();
  }
  say(event: string, seq: number, data: object = {}) {
    this.onmessage?.({ data: JSON.stringify({ event, seq, data, broadcast: {} }) });
  }
  answer(seq: number) {
    this.onmessage?.({ data: JSON.stringify({ status: "OK", seq_reply: seq }) });
  }
  break() {
    this.readyState = 3;
    this.onclose?.();
  }
}

function setUp() {
  const events: Frame[] = [];
  const news: string[] = [];
  const timers: { run: () => void; delayMs: number; id: number }[] = [];
  let lastTimer = 0;
  const clock = { now: 0 };
  const socket = new LiveSocket(
    "ws://host/api/v4/websocket",
    {
      onEvent: (frame) => events.push(frame),
      onOnline: (id, lost) => news.push(`online ${id}${lost ? " lost" : ""}`),
      onOffline: (failures) => news.push(`offline ${failures}`),
    },
    {
      open: (url) => new Line(url) as unknown as WebSocket,
      random: () => 0.5,
      now: () => clock.now,
      setTimer: (run, delayMs) => {
        lastTimer += 1;
        timers.push({ run, delayMs, id: lastTimer });
        return lastTimer;
      },
      clearTimer: (id) => {
        const at = timers.findIndex((timer) => timer.id === id);
        if (at >= 0) timers.splice(at, 1);
      },
    },
  );
  const fire = () => {
    const timer = timers.shift();
    timer?.run();
    return timer?.delayMs;
  };
  return { socket, events, news, fire, clock };
}

beforeEach(() => {
  Line.lines = [];
});

function connected() {
  const world = setUp();
  world.socket.connect();
  Line.last.open();
  Line.last.say("hello", 0, { connection_id: "first" });
  return world;
}

describe("the line", () => {
  it("greets, then delivers events in order", () => {
    const { events, news } = connected();
    Line.last.say("typing", 1);
    expect(news).toEqual(["online first"]);
    expect(events.map(({ event }) => event)).toEqual(["hello", "typing"]);
  });

  it("asks for what it missed when a number is skipped", () => {
    const { fire } = connected();
    Line.last.say("posted", 2);
    expect(Line.last.closedWith).toBe(4001);
    fire();
    expect(Line.last.url).toBe("ws://host/api/v4/websocket?connection_id=first&sequence_number=1");
  });

  it("goes on without loss when the server resumes it", () => {
    const { events, news, fire } = connected();
    Line.last.break();
    fire();
    Line.last.open();
    Line.last.say("posted", 1);
    expect(news).toEqual(["online first", "offline 1", "online first"]);
    expect(events.at(-1)?.event).toBe("posted");
  });

  it("says that events are lost when a new greeting comes", () => {
    const { news, fire } = connected();
    Line.last.break();
    fire();
    Line.last.open();
    Line.last.say("hello", 0, { connection_id: "second" });
    expect(news.at(-1)).toBe("online second lost");
  });

  it("gives up a line whose pings are not answered", () => {
    const { fire } = connected();
    const ping = Line.last.sent[0];
    expect(ping?.action).toBe("ping");
    Line.last.answer(ping?.seq ?? 0);
    expect(fire()).toBe(30_000);
    expect(Line.last.closedWith).toBe(0);
    fire();
    expect(Line.last.closedWith).toBe(4000);
  });

  it("waits longer after every failure, but never so long that somebody would notice", () => {
    const { socket, fire } = setUp();
    socket.connect();
    const waits = Array.from({ length: 12 }, () => {
      Line.last.break();
      return fire() ?? 0;
    });
    expect(waits.slice(0, 4)).toEqual([700, 1400, 2800, 5600]);
    expect(waits.at(-1)).toBe(8_000);
    const later = Array.from({ length: 40 }, () => {
      Line.last.break();
      return fire() ?? 0;
    });
    expect(later.at(-1)).toBe(30_000);
  });

  it("says nothing while it is down, and tries at once when hurried", () => {
    const { socket, clock, fire } = connected();
    Line.last.break();
    expect(socket.send("user_typing")).toBe(false);
    clock.now += 500;
    socket.hope();
    socket.hurry();
    expect(Line.lines).toHaveLength(1); // tried a moment ago
    expect(fire()).toBe(1500);
    Line.last.break();
    clock.now += 3000;
    socket.hope();
    expect(Line.lines).toHaveLength(3);
  });

  it("gives up an attempt that hangs, at once where there is hope", () => {
    const { socket, fire, clock, news } = setUp();
    socket.connect();
    expect(fire()).toBe(10_000);
    expect(Line.last.closedWith).toBe(4002);
    expect(news).toEqual(["offline 1"]);
    expect(fire()).toBe(700);
    const [, hanging] = Line.lines;
    clock.now += 3000;
    socket.hurry();
    expect(hanging?.closedWith).toBe(4002);
    expect(Line.lines).toHaveLength(3);
    hanging?.break();
    Line.last.open();
    Line.last.say("hello", 0, { connection_id: "first" });
    expect(news.at(-1)).toBe("online first");
    expect(fire()).toBe(30_000); // nothing but the next ping is due
  });

  it("stays closed once closed on purpose", () => {
    const { socket, fire, news } = connected();
    socket.close();
    expect(Line.last.closedWith).toBe(1000);
    expect(fire()).toBeUndefined();
    expect(news).toEqual(["online first"]);
  });
});
