import type { Note } from '../bytes/note.ts';
import type { OpenCapture, OpenFile } from './open-capture.ts';
import { emptyPacket, type Packet, type WritablePacket } from './packet.ts';

/** How the merge opens one of its captures: the packets of it are handed to `emit`. */
type Opener = (emit: (packet: Packet) => void) => Promise<OpenFile>;

/**
 * Opens several captures that are read as one, in order of time: of the packets that are next in each capture, the
 * earliest comes first, and of equal ones that of the capture named first. Within a capture the order stays, also
 * where its time goes backwards (as mergecap has it). Of each capture the packets of one block wait in memory.
 * @throws what an opener throws; then all are closed
 */
export async function mergeCaptures(
  openers: readonly Opener[],
  emit: (packet: Packet) => void,
): Promise<OpenCapture> {
  const lanes: Lane[] = [];
  try {
    for (const opener of openers) lanes.push(await Lane.open(opener, lanes.length));
  } catch (error) {
    await closeAll(lanes);
    throw error;
  }
  return new MergedCapture(lanes, emit);
}

async function closeAll(lanes: readonly Lane[]): Promise<void> {
  for (const lane of lanes) await lane.close();
}

class MergedCapture implements OpenCapture {
  readonly name: string;
  private readonly lanes: readonly Lane[];
  private readonly files: readonly OpenFile[];
  private readonly emit: (packet: Packet) => void;
  private readonly packet = emptyPacket();

  constructor(lanes: readonly Lane[], emit: (packet: Packet) => void) {
    this.lanes = lanes;
    this.files = lanes.map((lane) => lane.file);
    this.emit = emit;
    const [first, ...others] = this.files.map((file) => file.name);
    this.name = `${first} and ${others.length === 1 ? others[0] : `${others.length} more`}`;
  }

  get format() {
    return this.files[0]!.format;
  }

  get compression() {
    return this.files[0]!.compression;
  }

  get interfaces() {
    return this.files.flatMap((file) => file.interfaces);
  }

  get size(): number | undefined {
    let total = 0;
    for (const { size } of this.files) {
      if (size === undefined) return undefined;
      total += size;
    }
    return total;
  }

  get bytesRead(): number {
    return this.files.reduce((total, file) => total + file.bytesRead, 0);
  }

  /** What is wrong with each file, named; frames are counted within it there. */
  get notes(): readonly Note[] {
    return this.files.flatMap((file) =>
      file.notes.map((note) => ({ ...note, text: `${file.name}: ${note.text}` })),
    );
  }

  async *read(): AsyncGenerator<void> {
    try {
      /** The captures that have a packet to give, the next one first. */
      const ready: Lane[] = [];
      for (const lane of this.lanes) {
        yield* lane.fill();
        if (lane.hasPacket) enqueue(ready, lane);
      }
      for (let lane = ready.shift(); lane !== undefined; lane = ready.shift()) {
        const [rival] = ready;
        while (lane.hasPacket && (rival === undefined || lane.isBefore(rival))) this.pass(lane.take());
        if (!lane.hasPacket) yield* lane.fill();
        if (lane.hasPacket) enqueue(ready, lane);
      }
    } finally {
      await closeAll(this.lanes);
    }
  }

  end(): void {
    for (const file of this.files) file.end();
  }

  /** Emits a packet as a reader does: the same object again, with the number that it has among all. */
  private pass(from: Packet): void {
    const { packet } = this;
    packet.frame++;
    packet.seconds = from.seconds;
    packet.nanoseconds = from.nanoseconds;
    packet.linkType = from.linkType;
    packet.data = from.data;
    packet.start = from.start;
    packet.end = from.end;
    packet.originalLength = from.originalLength;
    packet.fileOffset = from.fileOffset;
    this.emit(packet);
  }
}

/** Puts `lane` where it belongs: behind all that come before it. */
function enqueue(ready: Lane[], lane: Lane): void {
  let at = ready.length;
  while (at > 0 && lane.isBefore(ready[at - 1]!)) at--;
  ready.splice(at, 0, lane);
}

/** One of the captures, and its packets that wait for their turn. */
class Lane {
  readonly file: OpenFile;
  private readonly index: number;
  private readonly blocks: AsyncIterator<Uint8Array>;
  private readonly waiting: Waiting;

  private constructor(file: OpenFile, index: number, waiting: Waiting) {
    this.file = file;
    this.index = index;
    this.waiting = waiting;
    this.blocks = file.blocks[Symbol.asyncIterator]();
  }

  static async open(opener: Opener, index: number): Promise<Lane> {
    const waiting = new Waiting();
    return new Lane(await opener((packet) => waiting.add(packet)), index, waiting);
  }

  get hasPacket(): boolean {
    return this.waiting.head !== undefined;
  }

  /** Reads blocks until there is a packet, or the file is over. Pauses after each. */
  async *fill(): AsyncGenerator<void> {
    this.waiting.clear();
    while (!this.hasPacket) {
      const next = await this.blocks.next();
      if (next.done === true) return;
      this.file.reader.push(next.value);
      yield;
    }
  }

  /** Whether its next packet comes before that of `other`. */
  isBefore(other: Lane): boolean {
    const own = this.waiting.head!;
    const theirs = other.waiting.head!;
    if (own.seconds !== theirs.seconds) return own.seconds < theirs.seconds;
    if (own.nanoseconds !== theirs.nanoseconds) return own.nanoseconds < theirs.nanoseconds;
    return this.index < other.index;
  }

  take(): Packet {
    const packet = this.waiting.head!;
    this.waiting.skip();
    return packet;
  }

  async close(): Promise<void> {
    await this.blocks.return?.();
    await this.file.close();
  }
}

/** Copies of the packets of a block, in memory that is used again for the next. */
class Waiting {
  /** The packet that is next. */
  head: Packet | undefined;
  private readonly packets: WritablePacket[] = [];
  private count = 0;
  private at = 0;
  private memory: Uint8Array = new Uint8Array(0);
  private used = 0;

  add(packet: Packet): void {
    const length = packet.end - packet.start;
    if (this.used + length > this.memory.length) {
      // Earlier packets stay where they are.
      this.memory = new Uint8Array(Math.max(2 * this.memory.length, length));
      this.used = 0;
    }
    if (this.count === this.packets.length) this.packets.push(emptyPacket());
    const copy = this.packets[this.count++]!;
    this.memory.set(packet.data.subarray(packet.start, packet.end), this.used);
    copy.seconds = packet.seconds;
    copy.nanoseconds = packet.nanoseconds;
    copy.linkType = packet.linkType;
    copy.data = this.memory;
    copy.start = this.used;
    copy.end = this.used + length;
    copy.originalLength = packet.originalLength;
    copy.fileOffset = packet.fileOffset;
    this.used += length;
    this.head ??= copy;
  }

  skip(): void {
    this.at++;
    this.head = this.at < this.count ? this.packets[this.at] : undefined;
  }

  clear(): void {
    this.head = undefined;
    this.count = 0;
    this.at = 0;
    this.used = 0;
  }
}
