import { EXTENDED } from './chunk-header.ts';
import { type Demand, type Sighting, Walk } from './chunk-trial.ts';
import { millisecondsOf } from '../bytes/frame-stamp.ts';
import { isConfiguration } from './media-history.ts';
import type { ExtendedTimestampDialect } from './extended-timestamp.ts';
import type { Foothold } from './resync.ts';
import type { SearchWindow } from './search-window.ts';
import type { Found } from './timestamp-recovery.ts';

/** Messages behind a loss that are looked at to know how long it was. */
const ENOUGH = 32;
/** Bytes behind a loss that are held for it. */
const MOST_BYTES = 512 * 1024;
/** What no walk meets: it goes on as long as it is asked to. */
const NO_DEMAND: Demand = { bits: Infinity, headers: Infinity, tail: Infinity };

/** The messages behind a foothold, before they are read: by them the timestamps are known that count from lost ones. */
export class LookAhead {
  readonly foothold: Foothold;
  readonly found: Found[] = [];
  private readonly window: SearchWindow;
  private readonly walk: Walk;
  private readonly dialect: ExtendedTimestampDialect;

  constructor(window: SearchWindow, foothold: Foothold, dialect: ExtendedTimestampDialect) {
    this.dialect = dialect;
    this.window = window;
    this.foothold = foothold;
    this.walk = new Walk(window, foothold.start, foothold.memory, NO_DEMAND);
  }

  /** Looks at what came; returns whether that is enough, or all. */
  advance(isLast: boolean): boolean {
    const { walk } = this;
    while (!this.isEnough()) {
      if (!walk.step(isLast)) return isLast || walk.verdict !== 'open';
      if (!walk.isAssured) continue;
      for (let i = this.found.length; i < walk.sightings.length; i++) this.add(walk.sightings[i]!);
    }
    return true;
  }

  private isEnough(): boolean {
    return this.found.length >= ENOUGH || this.walk.walked > MOST_BYTES;
  }

  private add({ csid, fmt, typeId, delta, at, payload }: Sighting): void {
    const { window } = this;
    this.found.push({
      csid,
      typeId,
      delta,
      isAbsolute: fmt === 0 || (this.dialect.isAbsolute && delta >= EXTENDED),
      isConfiguration: isConfiguration(typeId, window.bytes[payload]!, window.bytes[payload + 1]!),
      time: millisecondsOf(window.pieceAt(at)!.origin),
    });
  }
}
