// One end of a connection: waits for what the other end says, counts what it says itself.
import { setTimeout as sleep } from 'node:timers/promises';

export class Peer {
  sent = 0;
  received = Buffer.alloc(0);
  closed = false;
  #read = 0;
  #wake = () => {};
  #lost;

  /** @param lost is called when the other end has closed and this one waits for what it says */
  constructor(socket, lost = () => {}) {
    this.socket = socket;
    this.#lost = lost;
    socket.setNoDelay(true);
    socket.on('data', (data) => {
      this.received = Buffer.concat([this.received, data]);
      this.#wake();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.closed = true;
      this.#wake();
    });
  }

  send(...parts) {
    const data = Buffer.concat(parts);
    this.sent += data.length;
    if (!this.closed) this.socket.write(data);
  }

  /** Says where the fault begins: the number of bytes that this end has sent before it. */
  strike() {
    process.stdout.write(`${this.sent}\n`);
  }

  /** The next `length` bytes that the other end sends. */
  async take(length) {
    await this.#until(() => this.received.length - this.#read >= length);
    this.#read += length;
    return this.received.subarray(this.#read - length, this.#read);
  }

  /** Waits for a command by its name, and gives its transaction ID. */
  async hear(name) {
    const mark = Buffer.concat([Buffer.of(2, 0, name.length), Buffer.from(name), Buffer.of(0)]);
    let at = -1;
    await this.#until(() => {
      at = this.received.indexOf(mark, this.#read);
      return at >= 0 && this.received.length >= at + mark.length + 8;
    });
    this.#read = at + mark.length + 8;
    return this.received.readDoubleBE(at + mark.length);
  }

  /** Waits until more acknowledgements have come than it has seen so far. */
  async acknowledged() {
    const head = Buffer.of(2, 0, 0, 0, 0, 0, 4, 3, 0, 0, 0, 0);
    await this.#until(() => this.received.indexOf(head, this.#read) >= 0);
    this.#read = this.received.indexOf(head, this.#read) + head.length;
  }

  /** Waits for an answer to a ping; gives whether it came in time. */
  async pong(milliseconds) {
    const answer = Buffer.of(4, 0, 0, 0, 0, 0, 7);
    for (const until = performance.now() + milliseconds; performance.now() < until; await sleep(50)) {
      if (this.received.includes(answer)) return true;
    }
    return false;
  }

  async #until(condition) {
    while (!condition()) {
      if (this.closed) {
        this.#lost();
        await new Promise(() => {});
      }
      await Promise.race([new Promise((resolve) => (this.#wake = resolve)), sleep(50)]);
    }
  }
}

/** C1 or S1: a time, zeros, and bytes that are not random. */
export function greeting() {
  return Buffer.concat([Buffer.alloc(8), Buffer.alloc(1528, 'rtmp')]);
}
