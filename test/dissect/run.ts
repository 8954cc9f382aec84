import type { Conversation } from '../../src/analysis/conversation.ts';
import { Dissection, type DissectedEvent, type DissectionOptions } from '../../src/dissect.ts';
import type { Handshake, Message, Remark, Role } from '../../src/rtmp/message.ts';
import { Random } from '../writer/random.ts';

/** A capture as it was dissected. */
export class Dissected {
  readonly dissection: Dissection;
  /** In order of appearance. */
  readonly conversations: readonly Conversation[];
  private readonly all: readonly DissectedEvent[];

  constructor(
    dissection: Dissection,
    conversations: readonly Conversation[],
    all: readonly DissectedEvent[],
  ) {
    this.dissection = dissection;
    this.conversations = conversations.toSorted((a, b) => a.stream - b.stream);
    this.all = all;
  }

  /** The messages of all connections, or of one party. */
  messages(from?: Role): Message[] {
    const messages = this.all.map(({ event }) => event).filter((event) => event.kind === 'message');
    return from === undefined ? messages : messages.filter((message) => message.from === from);
  }

  get handshakes(): Handshake[] {
    return this.all.map(({ event }) => event).filter((event) => event.kind === 'handshake');
  }

  get remarks(): Remark[] {
    return this.all.map(({ event }) => event).filter((event) => event.kind === 'remark');
  }
}

/** Dissects a capture that comes in these blocks; each is overwritten when the next is asked for. */
export async function dissectBlocks(
  blocks: Iterable<Uint8Array>,
  options: DissectionOptions = { keep: 'payloads' },
): Promise<Dissected> {
  const events: DissectedEvent[] = [];
  const conversations: Conversation[] = [];
  const dissection = await Dissection.open(reused(blocks), options);
  for await (const _ of dissection.read({
    event: (conversation, event) => events.push({ conversation, event }),
    closed: (conversation) => conversations.push(conversation),
  }));
  dissection.end();
  return new Dissected(dissection, conversations, events);
}

/** Dissects a capture that comes in blocks of random lengths. */
export function dissectFile(file: Uint8Array, options?: DissectionOptions, seed = 1): Promise<Dissected> {
  return dissectBlocks(cut(file, new Random(seed)), options);
}

function* cut(file: Uint8Array, random: Random): Generator<Uint8Array> {
  for (let at = 0; at < file.length;) {
    const end = at + 1 + random.below(random.chance(0.2) ? 100 : 20_000);
    yield file.subarray(at, end);
    at = end;
  }
}

async function* reused(blocks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const block of blocks) {
    const copy = block.slice();
    yield copy;
    copy.fill(0xaa);
  }
}
