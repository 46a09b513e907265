/**
 * Jobs as they change, over a WebSocket that reconnects by itself.
 *
 * The server begins each connection with a snapshot, so that a reconnect catches up.
 */

const BACKOFF = { first: 500, last: 30_000 };
const SIGNED_OUT = 4401;
const NOT_FOUND = 4404;
const TICK = 10_000;
const TEXTS = { connecting: "Connecting…", live: "Live", reconnecting: "Reconnecting…", stopped: "Not live" };

/**
 * Watch an organization's jobs, or one of them.
 * `onJobs(jobs, {snapshot})` gets what `transcriptions.events.snapshot` builds.
 */
export function watch({ organization, transcription = "", onJobs }) {
  const address = new URL(`/ws/organizations/${organization}`, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  if (transcription) address.searchParams.set("transcription", transcription);
  return new Watcher(address, onJobs);
}

class Watcher {
  #address;
  #onJobs;
  #socket = null;
  #failures = 0;
  #timer = 0;
  #closed = false;

  constructor(address, onJobs) {
    this.#address = address;
    this.#onJobs = onJobs;
    window.addEventListener("online", () => this.#connectNow());
    window.addEventListener("offline", () => this.#drop());
    window.addEventListener("pageshow", (event) => event.persisted && this.#connectNow());
    document.addEventListener("visibilitychange", () => document.hidden || this.#connectNow());
    this.#noticeSleep();
    this.#connect();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  #connect() {
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    socket.addEventListener("message", (event) => {
      const { type, data } = JSON.parse(event.data);
      this.#failures = 0;
      showState("live");
      if (type === "snapshot") this.#onJobs(data, { snapshot: true });
      if (type === "transcription.changed") this.#onJobs([data], { snapshot: false });
    });
    socket.addEventListener("close", (event) => {
      if (this.#socket === socket) this.#lost(event.code);
    });
  }

  #connectNow() {
    if (this.#closed || (this.#socket && this.#socket.readyState <= WebSocket.OPEN)) return;
    this.#failures = 0;
    this.#connect();
  }

  /** Give a connection up that is dead, though nothing has told the browser yet. */
  #drop() {
    const socket = this.#socket;
    if (this.#closed || !socket) return;
    this.#socket = null;
    socket.close();
    this.#lost(0);
  }

  #lost(code) {
    this.#socket = null;
    if (this.#closed) return;
    if (code === SIGNED_OUT) {
      location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
      return;
    }
    if (code === NOT_FOUND) {
      this.#closed = true;
      showState("stopped");
      return;
    }
    showState("reconnecting");
    // Full jitter, so that a restarted server is not met by all pages at once.
    const longest = Math.min(BACKOFF.last, BACKOFF.first * 2 ** this.#failures);
    this.#failures += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), Math.random() * longest);
  }

  /** After a sleep the old connection looks open for minutes and is dead. */
  #noticeSleep() {
    let last = Date.now();
    setInterval(() => {
      const now = Date.now();
      if (now - last > 4 * TICK && !document.hidden) this.#drop();
      last = now;
    }, TICK);
  }
}

function showState(state) {
  for (const element of document.querySelectorAll("[data-live]")) {
    if (element.dataset.state === state) continue;
    element.dataset.state = state;
    element.querySelector("[data-live-text]").textContent = TEXTS[state];
  }
}
