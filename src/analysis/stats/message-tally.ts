import { MessageType } from '../../rtmp/codes.ts';
import type { Message, Role } from '../../rtmp/message.ts';

/** The messages of one type that a side sent, and the bytes of their payloads. */
export type TallyFacts = {
  readonly from: Role;
  readonly type: number;
  /** `undefined` for a type that nobody knows. */
  readonly name: string | undefined;
  readonly messages: number;
  readonly bytes: number;
};

type Tally = { messages: number; bytes: number };

/** Counts messages by type and direction; an aggregate is one, whatever it holds. */
export class MessageTally {
  private readonly tallies = { client: new Map<number, Tally>(), server: new Map<number, Tally>() };

  hear({ from, typeId, length, isPart }: Message): void {
    if (isPart) return;
    const tallies = this.tallies[from];
    const tally = tallies.get(typeId) ?? { messages: 0, bytes: 0 };
    tally.messages++;
    tally.bytes += length;
    tallies.set(typeId, tally);
  }

  get facts(): TallyFacts[] {
    return (['client', 'server'] as const).flatMap((from) =>
      [...this.tallies[from]]
        .sort(([first], [second]) => first - second)
        .map(([type, tally]) => ({ from, type, name: MessageType.labelOf(type), ...tally })),
    );
  }
}
