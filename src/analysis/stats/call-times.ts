import { propertyOf } from '../../amf/value.ts';
import type { Answer, Message, Role } from '../../rtmp/message.ts';
import type { Session } from '../../rtmp/session.ts';
import { isAnswerDue } from '../answer-due.ts';

/** Names of calls that are told apart. */
const MOST_NAMES = 100;

/** The calls of one name that a side made. Round trips in ms; `undefined` where none was answered. */
export type CallFacts = {
  readonly from: Role;
  readonly name: string;
  readonly answered: number;
  /** Answers that said no: `_error`, or a status of level error. */
  readonly refused: number;
  /** Calls that were never answered. */
  readonly unanswered: number;
  /** Whether an answer is due: not for those that servers may leave unanswered, such as FCPublish. */
  readonly needsAnswer: boolean;
  readonly min: number | undefined;
  readonly mean: number | undefined;
  readonly max: number | undefined;
};

type Times = { count: number; refused: number; sum: number; min: number; max: number; open: number };

/** How long calls waited for their answers. */
export class CallTimes {
  private readonly calls = new Map<string, Times>();

  hear(message: Message): void {
    const { answers, from } = message;
    if (answers === undefined) return;
    this.answered(from === 'client' ? 'server' : 'client', answers, isRefusal(message));
  }

  facts(session: Session): CallFacts[] {
    for (const { from, name } of session.unanswered()) {
      const times = this.timesOf(from, name);
      // The answer to publish and play is a status, which names no transaction.
      if (times === undefined || ((name === 'publish' || name === 'play') && times.count > 0)) continue;
      times.open++;
    }
    return [...this.calls].map(([key, { count, refused, sum, min, max, open }]) => {
      const from: Role = key.startsWith('client') ? 'client' : 'server';
      const name = key.slice(from.length + 1);
      const trips =
        count === 0 ? { min: undefined, mean: undefined, max: undefined } : { min, mean: sum / count, max };
      const needsAnswer = isAnswerDue(name);
      return { from, name, answered: count, refused, unanswered: open, needsAnswer, ...trips };
    });
  }

  private answered(caller: Role, { name, milliseconds }: Answer, isRefused: boolean): void {
    const times = this.timesOf(caller, name);
    if (times === undefined) return;
    times.count++;
    if (isRefused) times.refused++;
    times.sum += milliseconds;
    times.min = Math.min(times.min, milliseconds);
    times.max = Math.max(times.max, milliseconds);
  }

  private timesOf(caller: Role, name: string): Times | undefined {
    const key = `${caller} ${name}`;
    let times = this.calls.get(key);
    if (times === undefined && this.calls.size < MOST_NAMES) {
      times = { count: 0, refused: 0, sum: 0, min: Infinity, max: 0, open: 0 };
      this.calls.set(key, times);
    }
    return times;
  }
}

/** Whether an answer says no. */
export function isRefusal({ body }: Message): boolean {
  if (body.kind !== 'command') return false;
  return body.name === '_error' || body.arguments.some((value) => propertyOf(value, 'level') === 'error');
}
