import { limitLabel } from '../bytes/limits.ts';
import type { Note } from '../bytes/note.ts';
import { grouped, quantity } from '../bytes/quantity.ts';
import type { Conversation } from './conversation.ts';

/** The TCP connections of a capture, or its sessions in HTTP: the first of them one by one, all of them in numbers. */
export class Roster {
  /** In order of appearance. */
  readonly listed: Conversation[] = [];
  count = 0;
  /** What to call one of them. */
  private readonly unit: string;
  private readonly most: number;
  /** Under way. */
  private readonly unlisted = new Set<Conversation>();
  private unlistedRtmp = 0;

  /** @param most how many are listed */
  constructor(unit: string, most: number) {
    this.unit = unit;
    this.most = most;
  }

  add(conversation: Conversation): void {
    this.count++;
    if (this.listed.length < this.most) this.listed.push(conversation);
    else this.unlisted.add(conversation);
  }

  /** Nothing more comes of it: what it was found to be stands. */
  close(conversation: Conversation): void {
    if (this.unlisted.delete(conversation) && conversation.protocol !== 'unknown') this.unlistedRtmp++;
  }

  /** How many speak RTMP, of those that are listed or over. */
  get rtmpCount(): number {
    return this.listed.filter(({ protocol }) => protocol !== 'unknown').length + this.unlistedRtmp;
  }

  get notes(): Note[] {
    if (this.count === this.listed.length) return [];
    const of = `of ${quantity(this.count, this.unit)}`;
    const text = `only the first ${grouped(this.most)} ${of} are told one by one (limit ${limitLabel('listedConnections')})`;
    return [{ code: 'capture.not-listed', severity: 'warning', text }];
  }
}
