import { type FrameStamp, keepStamp, millisecondsBetween } from '../../bytes/frame-stamp.ts';

/** Windows that are kept; more, and two become one. */
const MOST_WINDOWS = 128;
/** Windows left out at the start and at the end, where encoders send what has waited in them. */
const SETTLING = 2;
/** Milliseconds of a window at first; and windows before one can speak of a course. */
const FIRST_WINDOW = 250;
const LEAST_WINDOWS = 12;

/** How late the messages of a track are against their timestamps: of each stretch of time the least, which no jitter hides. */
export class Lateness {
  private origin: FrameStamp | undefined;
  private firstTimestamp = 0;
  private firstAbsolute = 0;
  private width = FIRST_WINDOW;
  private windows: number[] = [];

  /** Takes the next message of the track. */
  add(message: FrameStamp & { readonly timestamp: number }): void {
    if (this.origin === undefined) {
      this.origin = keepStamp(message);
      this.firstTimestamp = message.timestamp;
      // Small enough to be exact: seconds of a day.
      this.firstAbsolute = (message.seconds % 86_400) * 1000 + message.nanoseconds / 1e6;
    }
    const wall = millisecondsBetween(this.origin, message);
    const media = (message.timestamp - this.firstTimestamp) | 0;
    let at = Math.floor(wall / this.width);
    if (at < 0) return;
    while (at >= MOST_WINDOWS) {
      this.halve();
      at = Math.floor(wall / this.width);
    }
    const late = wall - media;
    const known = this.windows[at];
    if (known === undefined || late < known) this.windows[at] = late;
  }

  /** Milliseconds that the slope is measured over. */
  get time(): number {
    return Math.max(0, this.windows.length - 2 * SETTLING) * this.width;
  }

  /** Milliseconds later with each millisecond, behind the first half second; `undefined` for too few messages. */
  slope(): number | undefined {
    const points = this.points();
    if (points.length < LEAST_WINDOWS) return undefined;
    const n = points.length;
    const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
    const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
    let [over, under] = [0, 0];
    for (const [x, y] of points) {
      over += (x - meanX) * (y - meanY);
      under += (x - meanX) ** 2;
    }
    return under === 0 ? undefined : over / (under * this.width);
  }

  /** The middle of the clock less the timestamp, comparable between tracks; `undefined` for too few messages. */
  middle(): number | undefined {
    const late = this.points()
      .map(([, y]) => y)
      .sort((a, b) => a - b);
    if (late.length < 3) return undefined;
    return late[late.length >> 1]! + this.firstAbsolute - this.firstTimestamp;
  }

  /** Number of each window but those at the ends, and the least lateness in it. */
  private points(): [number, number][] {
    const points: [number, number][] = [];
    for (let i = SETTLING; i < this.windows.length - SETTLING; i++) {
      const late = this.windows[i];
      if (late !== undefined) points.push([i, late]);
    }
    return points;
  }

  private halve(): void {
    const halved: number[] = [];
    for (let i = 0; i < this.windows.length; i += 2) {
      const [a, b] = [this.windows[i], this.windows[i + 1]];
      const least = a === undefined ? b : b === undefined ? a : Math.min(a, b);
      if (least !== undefined) halved[i >> 1] = least;
    }
    this.windows = halved;
    this.width *= 2;
  }
}
