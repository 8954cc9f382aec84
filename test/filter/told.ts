import { Conversation } from '../../src/analysis/conversation.ts';
import type { FilterEvent } from '../../src/filter/fields/filter-field.ts';
import { type Filter, parseFilter } from '../../src/filter/filter.ts';
import { CLIENT, Hearing } from '../rtmp/hear.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import * as rtmp from '../writer/rtmp.ts';

const START = { frame: 1, seconds: 0, nanoseconds: 1_000_000 };

/** What a client told a server, and the addresses of both: for filters to ask about. */
export class Told {
  readonly conversation: Conversation;
  readonly events: readonly FilterEvent[];

  /** @param messages what the client says after handshake and Set Chunk Size, each in a frame of its own, from frame 5 on */
  constructor(
    messages: readonly rtmp.Message[],
    addresses: readonly [client: string, server: string] = ['192.0.2.1', '198.51.100.2'],
  ) {
    const hearing = new Hearing().greets();
    const writer = new ChunkWriter();
    for (const message of [rtmp.setChunkSize(100_000), ...messages])
      hearing.says(CLIENT, writer.write(message));
    this.events = hearing.events.filter((event) => event.kind !== 'remark');
    const [client, server] = addresses;
    this.conversation = new Conversation(
      {
        stream: 7,
        endpoints: [
          { address: client, port: 50_000 },
          { address: server, port: 1935 },
        ],
        opened: true,
        frames: 0,
        bytes: [0, 0],
        gapBytes: [0, 0],
      },
      hearing.connection.facts,
    );
  }

  /** Whether a filter lets each of the messages through. */
  async ask(text: string): Promise<boolean[]> {
    const filter = await parseFilter(text);
    const answers = this.events.map((event) => ({ event, isThrough: this.matches(filter, event) }));
    const [, ...messages] = answers.filter(({ event }) => event.kind === 'message');
    return messages.map(({ isThrough }) => isThrough);
  }

  matches(filter: Filter, event: FilterEvent): boolean {
    return filter.matches(this.conversation, event, START);
  }
}
