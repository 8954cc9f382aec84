import type { Answer, Message, Role } from '../../rtmp/message.ts';
import type { Session } from '../../rtmp/session.ts';

/** Names of calls that are told apart. */
const MOST_NAMES = 100;

/** The calls of one name that a side made. Round trips in ms; `undefined` where none was answered. */
export type CallFacts = {
  readonly from: Role;
  readonly name: string;
  readonly answered: number;
  /** Calls that were never answered; some, such as FCPublish, need not be. */
  readonly unanswered: number;
  readonly min: number | undefined;
  readonly mean: number | undefined;
  readonly max: number | undefined;
};

type Times = { count: number; sum: number; min: number; max: number; open: number };

/** How long calls waited for their answers. */
export class CallTimes {
  private readonly calls = new Map<string, Times>();

  hear({ answers, from }: Message): void {
    if (answers !== undefined) this.answered(from === 'client' ? 'server' : 'client', answers);
  }

  facts(session: Session): CallFacts[] {
    for (const { from, name } of session.unanswered()) {
      const times = this.timesOf(from, name);
      // The answer to publish and play is a status, which names no transaction.
      if (times === undefined || ((name === 'publish' || name === 'play') && times.count > 0)) continue;
      times.open++;
    }
    return [...this.calls].map(([key, { count, sum, min, max, open }]) => {
      const from: Role = key.startsWith('client') ? 'client' : 'server';
      const name = key.slice(from.length + 1);
      const trips =
        count === 0 ? { min: undefined, mean: undefined, max: undefined } : { min, mean: sum / count, max };
      return { from, name, answered: count, unanswered: open, ...trips };
    });
  }

  private answered(caller: Role, { name, milliseconds }: Answer): void {
    const times = this.timesOf(caller, name);
    if (times === undefined) return;
    times.count++;
    times.sum += milliseconds;
    times.min = Math.min(times.min, milliseconds);
    times.max = Math.max(times.max, milliseconds);
  }

  private timesOf(caller: Role, name: string): Times | undefined {
    const key = `${caller} ${name}`;
    let times = this.calls.get(key);
    if (times === undefined && this.calls.size < MOST_NAMES) {
      times = { count: 0, sum: 0, min: Infinity, max: 0, open: 0 };
      this.calls.set(key, times);
    }
    return times;
  }
}
