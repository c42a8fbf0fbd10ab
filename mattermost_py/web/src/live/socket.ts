/** The line to the server: hello, sequence, ping, resume, back-off. Knows no product word and no store. */

export interface Frame {
  event: string;
  data: Record<string, unknown>;
  broadcast: Broadcast;
  seq: number;
}

export interface Broadcast {
  user_id: string;
  channel_id: string;
  team_id: string;
  omit_users?: Record<string, boolean> | null;
}

interface Reply {
  status: string;
  seq_reply: number;
}

export interface SocketHooks {
  onEvent: (frame: Frame) => void;
  /** The line is up; `lost` if events in between are gone for good. */
  onOnline: (connectionId: string, lost: boolean) => void;
  onOffline: (failures: number) => void;
}

/** What the line needs of the browser; tests bring their own. */
export interface SocketWorld {
  open: (url: string) => WebSocket;
  random: () => number;
  now: () => number;
  setTimer: (run: () => void, delayMs: number) => number;
  clearTimer: (timer: number) => void;
}

const PING_EVERY_MS = 30_000;
const FIRST_RETRY_MS = 700;
/** Short enough that nobody waits for it who has the network back; longer once the server has been gone for minutes. */
const LAST_RETRY_MS = 8_000;
const LONG_GONE = 40; // failures
const LONG_GONE_RETRY_MS = 30_000;
/** Where packets vanish an attempt would hang for minutes. */
const OPENING_MS = 10_000;
/** How old an attempt must be to be given up for a fresh one when there is hope. */
const FRESH_MS = 2_000;

const browser: SocketWorld = {
  open: (url) => new WebSocket(url),
  random: Math.random,
  now: () => performance.now(),
  setTimer: (run, delayMs) => window.setTimeout(run, delayMs),
  clearTimer: (timer) => window.clearTimeout(timer),
};

export class LiveSocket {
  private socket: WebSocket | null = null;
  private connectionId = "";
  private expectedSeq = 0;
  private sentSeq = 0;
  private pingSeq = 0;
  private failures = 0;
  private retryTimer = 0;
  private pingTimer = 0;
  private openingTimer = 0;
  private triedAt = -Infinity;
  private wanted = false;

  constructor(
    private readonly url: string,
    private readonly hooks: SocketHooks,
    private readonly world: SocketWorld = browser,
  ) {}

  /** Connects, and stays connected until `close`. */
  connect(): void {
    this.wanted = true;
    if (this.socket !== null) return;
    this.world.clearTimer(this.retryTimer);
    const socket = this.world.open(this.address());
    this.socket = socket;
    this.triedAt = this.world.now();
    this.openingTimer = this.world.setTimer(() => this.drop(4002), OPENING_MS);
    socket.onopen = () => this.opened(socket);
    socket.onmessage = (message: MessageEvent<unknown>) => {
      if (socket === this.socket && typeof message.data === "string") this.heard(message.data);
    };
    socket.onclose = () => this.closed(socket);
  }

  /** Ends the line for good. */
  close(): void {
    this.wanted = false;
    [this.retryTimer, this.pingTimer, this.openingTimer].forEach((timer) => this.world.clearTimer(timer));
    const socket = this.socket;
    this.socket = null;
    socket?.close(1000);
    this.connectionId = "";
    this.expectedSeq = 0;
  }

  /** Tries as soon as may be if the line is down, e.g. when the network came back or the tab was woken. */
  hurry(): void {
    if (!this.wanted) return;
    const early = FRESH_MS - (this.world.now() - this.triedAt);
    if (early <= 0 && this.socket?.readyState === WebSocket.CONNECTING) this.abandon(4002);
    if (this.socket !== null) return;
    this.world.clearTimer(this.retryTimer);
    if (early <= 0) this.connect();
    else this.retryTimer = this.world.setTimer(() => this.connect(), early);
  }

  /** The server was heard of by other ways: a line that was there once can be had again. */
  hope(): void {
    if (this.connectionId !== "" && this.world.now() - this.triedAt >= FRESH_MS) this.hurry();
  }

  /** Asks right now whether the line still lives; a dead one is replaced within seconds. */
  probe(): void {
    if (this.socket?.readyState === WebSocket.OPEN && this.pingSeq === 0) {
      this.world.clearTimer(this.pingTimer);
      this.ping();
      this.pingTimer = this.world.setTimer(() => this.tick(), 5_000);
    } else this.hurry();
  }

  /** Sends an action; false if the line is down. */
  send(action: string, data: Record<string, unknown> = {}): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.sentSeq += 1;
    this.socket.send(JSON.stringify({ seq: this.sentSeq, action, data }));
    return true;
  }

  private address(): string {
    if (this.connectionId === "") return this.url;
    return `${this.url}?connection_id=${this.connectionId}&sequence_number=${this.expectedSeq}`;
  }

  private opened(socket: WebSocket): void {
    if (socket !== this.socket) return;
    this.world.clearTimer(this.openingTimer);
    this.pingSeq = 0;
    this.tick();
    // A resumed line says no hello: that it opened and goes on is all the news.
    if (this.connectionId !== "") this.online(false);
  }

  private heard(text: string): void {
    const frame = JSON.parse(text) as Frame | Reply;
    if ("seq_reply" in frame) {
      if (frame.seq_reply === this.pingSeq) this.pingSeq = 0;
      return;
    }
    if (!("event" in frame)) return;
    if (frame.event === "hello") this.greeted(frame);
    if (frame.seq !== this.expectedSeq) {
      // A hole: the server fills it when asked for what comes next.
      this.drop(4001);
      return;
    }
    this.expectedSeq = frame.seq + 1;
    this.hooks.onEvent(frame);
  }

  private greeted(frame: Frame): void {
    const id = String(frame.data["connection_id"]);
    const before = this.connectionId;
    this.connectionId = id;
    if (id !== before) {
      this.expectedSeq = 0;
      this.online(before !== "");
    }
  }

  private online(lost: boolean): void {
    this.failures = 0;
    this.hooks.onOnline(this.connectionId, lost);
  }

  private tick(): void {
    if (this.pingSeq !== 0) {
      this.drop(4000);
      return;
    }
    this.ping();
    this.pingTimer = this.world.setTimer(() => this.tick(), PING_EVERY_MS);
  }

  private ping(): void {
    this.pingSeq = this.sentSeq + 1;
    this.send("ping");
  }

  private drop(code: number): void {
    const socket = this.socket;
    if (socket === null) return;
    this.closed(socket);
    socket.close(code);
  }

  private abandon(code: number): void {
    const socket = this.socket;
    this.socket = null;
    this.world.clearTimer(this.openingTimer);
    socket?.close(code);
  }

  private closed(socket: WebSocket): void {
    if (socket !== this.socket) return;
    this.socket = null;
    this.world.clearTimer(this.pingTimer);
    this.world.clearTimer(this.openingTimer);
    if (!this.wanted) return;
    this.failures += 1;
    this.hooks.onOffline(this.failures);
    const most = this.failures > LONG_GONE ? LONG_GONE_RETRY_MS : LAST_RETRY_MS;
    const wait = Math.min(most, FIRST_RETRY_MS * 2 ** Math.min(this.failures - 1, 8));
    // Spread, so that a restarted server is not stormed by all at once.
    const spread = wait * (0.5 + this.world.random());
    this.retryTimer = this.world.setTimer(() => this.connect(), spread);
  }
}
