import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/rtmp/message.ts';
import { type Facts, read } from '../rtmp/hear.ts';
import { converse, plans, type Direction } from './conversation.ts';
import { arrivals, carry, lossyNetwork, network, type Carried } from './network.ts';
import { dissectFile, type Dissected } from './run.ts';

const ROLES = ['client', 'server'] as const;
/** Bytes of C0 and C1, and of all three parts of a side. */
const OPENING = 1537;
const HANDSHAKE = OPENING + 1536;

/** Nanoseconds from packet to packet, as the writer of captures sets the clock. */
const STEP = 1_000_000;

/** Where a message was, in frames; and the one with which its first byte could be delivered, by the time of that. */
function place(message: Message) {
  const { firstFrame, frame, seconds, nanoseconds, firstSeconds, firstNanoseconds } = message;
  const later = (seconds - firstSeconds) * 1e9 + nanoseconds - firstNanoseconds;
  return { firstFrame, deliveredWith: frame - later / STEP, frame };
}

/** Expects the messages of a direction to be those that were written, in the frames that carried them. */
function expectAll(found: Dissected, directions: readonly [Direction, Direction], carried: Carried): void {
  ROLES.forEach((role, side) => {
    const { stream, messages } = directions[side]!;
    const { first, whole } = arrivals(carried, side as 0 | 1, stream.length);
    // By chance a payload may be an aggregate.
    const heard = found.messages(role).filter(({ isPart }) => !isPart);
    expect(heard.map(read)).toEqual(messages.map(({ facts }) => facts));
    expect(heard.map(place)).toEqual(
      messages.map(({ start, end }) => ({
        firstFrame: first[start],
        deliveredWith: whole[start],
        frame: whole[end - 1],
      })),
    );
    const parts = found.handshakes.filter(({ from }) => from === role);
    const ends = role === 'client' ? [OPENING, HANDSHAKE] : [HANDSHAKE];
    expect(parts.map(({ name, frame }) => [name, frame])).toEqual(
      ends.map((end, i) => [role === 'server' ? 'S0+S1+S2' : ['C0+C1', 'C2'][i], whole[end - 1]]),
    );
  });
  expect(found.remarks).toEqual([]);
  expect(found.dissection.notes).toEqual([]);
}

/**
 * Expects the messages of each direction to be some of those that were written, marked where they lack bytes, and with
 * their timestamps but where a note says that these are uncertain: it holds up to the next type 0 of the chunk stream.
 */
function expectSome(found: Dissected, directions: readonly [Direction, Direction]): void {
  ROLES.forEach((role, side) => {
    const { messages, aborted } = directions[side]!;
    const left = messages.map(({ facts }) => facts);
    const begun = [...aborted];
    const uncertain = new Set<number>();
    for (const message of found.messages(role).filter(({ isPart }) => !isPart)) {
      const facts = read(message);
      const has = (code: string): boolean => message.notes?.some((note) => note.code === code) === true;
      if (message.fmt === 0) uncertain.delete(message.csid);
      if (has('rtmp.timestamp-uncertain')) uncertain.add(message.csid);
      const isMarked = has('rtmp.missing-bytes');
      const isIt = ({ type, csid, length, payload, timestamp, streamId }: Facts): boolean =>
        type === facts.type &&
        csid === facts.csid &&
        length === facts.length &&
        (isMarked || payload === facts.payload) &&
        (uncertain.has(csid) || (timestamp === facts.timestamp && streamId === facts.streamId));
      const at = left.findIndex(isIt);
      if (at >= 0) left.splice(at, 1);
      else {
        // One that was aborted in a loss is told as far as it came.
        const abortedAt = isMarked ? begun.findIndex(isIt) : -1;
        expect({ ...facts, notes: message.notes, isReal: abortedAt >= 0 }).toMatchObject({ isReal: true });
        begun.splice(abortedAt, 1);
      }
    }
  });
}

describe('a conversation that a capture holds as a whole', () => {
  it('is read as it was written, whatever the segments, their order and their repetition', async () => {
    await fc.assert(
      fc.asyncProperty(plans, network, async (both, style) => {
        const directions = converse(both);
        const carried = carry(directions, style);
        expectAll(await dissectFile(carried.file, { keep: 'payloads' }, style.seed), directions, carried);
      }),
      { seed: 20_241, numRuns: 250 },
    );
  });

  it('gives the same messages when payloads are not kept', async () => {
    await fc.assert(
      fc.asyncProperty(plans, network, async (both, style) => {
        const directions = converse(both);
        const { file } = carry(directions, style);
        const [kept, other] = [await dissectFile(file), await dissectFile(file, { keep: 'heads' })];
        const withoutPayload = (message: Message): Message => ({ ...message, payload: undefined });
        expect(other.messages().map(withoutPayload)).toEqual(kept.messages().map(withoutPayload));
      }),
      { seed: 20_242, numRuns: 60 },
    );
  });
});

describe('a conversation of which a capture holds a part', () => {
  it('is read up to the end of the file, and nothing that was not said', async () => {
    await fc.assert(
      fc.asyncProperty(plans, network, fc.nat(10_000), async (both, style, cut) => {
        const directions = converse(both);
        const { file } = carry(directions, style);
        const end = 28 + Math.floor(((file.length - 28) * cut) / 10_000);
        expectSome(await dissectFile(file.subarray(0, end), undefined, style.seed), directions);
      }),
      { seed: 20_243, numRuns: 200 },
    );
  });

  it('is read as far as chunk headers can be found, and nothing that was not said', async () => {
    await fc.assert(
      fc.asyncProperty(plans, lossyNetwork, async (both, style) => {
        const directions = converse(both);
        const { file } = carry(directions, style);
        expectSome(await dissectFile(file, undefined, style.seed), directions);
      }),
      { seed: 20_244, numRuns: 200 },
    );
  });
});
