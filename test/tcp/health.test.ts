import { expect, test } from 'vitest';
import type { Health } from '../../src/tcp/health.ts';
import { Talk, type WrittenSegment } from '../writer/tcp.ts';
import { followOne, type FollowStyle } from './follow.ts';

const DATA = new Uint8Array(4000).fill(7);
/** Frames of a test are a millisecond apart, unless told. */
function healthOf(segments: Iterable<WrittenSegment>, style?: FollowStyle): Health {
  return followOne(segments, style).connection.health!;
}

test('knows who opened, and the round trip of it', () => {
  const talk = new Talk();
  const { sides, roundTrip, synToAnswer } = healthOf([talk.syn(), talk.syn(), talk.synAck(), talk.ack(0)]);
  expect([sides[0].syns, sides[1].syns]).toEqual([2, 1]);
  expect([sides[0].syn?.frame, sides[1].syn?.frame]).toEqual([1, 3]);
  expect(synToAnswer).toBeGreaterThan(0);
  expect(roundTrip).toBeCloseTo(2 * synToAnswer!);
});

test('a healthy conversation has nothing to remark', () => {
  const { sides } = healthOf(new Talk().converse([{ from: 0, data: DATA }]));
  expect(sides[0]).toMatchObject({
    dataSegments: 3,
    largestSegment: 1460,
    retransmittedSegments: 0,
    outOfOrderSegments: 0,
    zeroWindows: undefined,
    reset: undefined,
    cutBytes: 0,
    firstGap: undefined,
  });
  expect([sides[0].fin?.frame, sides[1].fin?.frame]).toEqual([9, 10]);
});

test('counts what is sent again, but neither a copy of the packet before nor a probe', () => {
  const talk = new Talk();
  const all = [...talk.open(), ...talk.say(0, DATA)];
  const again = talk.piece(0, DATA, 0, 1460);
  const probe = talk.piece(0, DATA, 3999, 4000);
  const { sides } = healthOf([...all, again, probe]);
  expect(sides[0]).toMatchObject({ retransmittedSegments: 1, retransmittedBytes: 1460 });
  expect(sides[0].retransmissions?.last.map(({ from, to }) => [from.frame, to.frame])).toEqual([[9, 9]]);
});

test('tells a segment that was overtaken from one that was sent again', () => {
  const talk = new Talk();
  const opening = [...talk.open()];
  const pieces = [
    talk.piece(0, DATA, 0, 1000),
    talk.piece(0, DATA, 2000, 4000),
    talk.piece(0, DATA, 1000, 2000),
  ];
  expect(healthOf([...opening, ...pieces]).sides[0]).toMatchObject({
    outOfOrderSegments: 1,
    retransmittedSegments: 0,
  });
});

test('keeps the time in which a window was closed', () => {
  const talk = new Talk();
  const closed = { ...talk.ack(1), window: 0 };
  const open = [...talk.open()];
  const { sides } = healthOf([...open, closed, closed, talk.ack(1), closed]);
  expect(sides[1].zeroWindows?.last.map(({ from, to }) => [from.frame, to.frame])).toEqual([[4, 6]]);
  expect(sides[1].zeroWindow?.frame).toBe(7);
  expect(sides[0].zeroWindows).toBeUndefined();
});

test('knows what a RST left unread', () => {
  const talk = new Talk();
  const segments = [...talk.open(), talk.piece(0, DATA, 0, 1460), talk.acknowledge(1, 1000), talk.reset(1)];
  expect(healthOf(segments).sides[1]).toMatchObject({ resetUnread: 460, reset: { frame: 6 } });
});

test('tells bytes that the snap length cut off from bytes that were not captured', () => {
  const talk = new Talk();
  const whole = [...talk.open(), ...talk.say(0, DATA)];
  const cut = followOne(whole, { snapLength: 154 }).connection;
  expect(cut.health!.sides[0].cutBytes).toBe(cut.gapBytes[0]);
  expect(cut.gapBytes[0]).toBe(4000 - 3 * 100);
  const [first, , ...rest] = [...new Talk().say(0, DATA)];
  const holed = followOne([...new Talk().open(), first!, ...rest]).connection;
  expect(holed.health!.sides[0].cutBytes).toBe(0);
  expect(holed.gapBytes[0]).toBe(1460);
  expect(holed.health!.sides[0].firstGap).toBeDefined();
});
