import type { Limits } from '../bytes/limits.ts';
import type { Note } from '../bytes/note.ts';
import { tooManyStreams } from './chunk-notes.ts';
import { ChunkStream, type PayloadBudget } from './chunk-stream.ts';
import type { Keep } from './message-trace.ts';
import type { RtmpMemory } from './rtmp-memory.ts';

/** The chunk streams of one direction by number: 2 to 63 in an array, the rest, rare in the field, in a map. */
export class ChunkStreams {
  private readonly near: (ChunkStream | undefined)[] = Array.from({ length: 64 });
  private readonly far = new Map<number, ChunkStream>();
  private readonly keep: Keep;
  private readonly budget: PayloadBudget;
  private readonly remark: (note: Note) => void;
  private hasForgotten = false;

  constructor(keep: Keep, limits: Limits, memory: RtmpMemory, remark: (note: Note) => void) {
    this.keep = keep;
    this.budget = { held: 0, limits, room: memory.payloads, lent: memory.lent };
    this.remark = remark;
  }

  get(csid: number): ChunkStream | undefined {
    return csid < 64 ? this.near[csid] : this.far.get(csid);
  }

  open(csid: number): ChunkStream {
    const stream = new ChunkStream(csid, this.keep, this.budget);
    if (csid < 64) this.near[csid] = stream;
    else {
      this.keepFarWithin(this.budget.limits.chunkStreams - 1);
      this.far.set(csid, stream);
    }
    return stream;
  }

  *[Symbol.iterator](): Iterator<ChunkStream> {
    for (const stream of this.near) if (stream !== undefined) yield stream;
    yield* this.far.values();
  }

  /** Forgets the chunk streams that began first, but for so many. */
  private keepFarWithin(count: number): void {
    for (const [csid, stream] of this.far) {
      if (this.far.size <= count) return;
      stream.finish();
      this.far.delete(csid);
      // It would be said again and again.
      if (!this.hasForgotten) this.remark(tooManyStreams(count + 1));
      this.hasForgotten = true;
    }
  }
}
