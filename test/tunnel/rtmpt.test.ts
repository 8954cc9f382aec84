import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrameStamp } from '../../src/bytes/frame-stamp.ts';
import { NOWHERE } from '../../src/bytes/origin.ts';
import { RtmpConnection } from '../../src/rtmp/rtmp-connection.ts';
import type { RtmpEvent } from '../../src/rtmp/message.ts';
import { TunnelTable } from '../../src/tunnel/tunnel-table.ts';
import { publish } from '../writer/publish.ts';
import { rtmpt, type RtmptStyle } from '../writer/rtmpt.ts';
import { Overhearing, saidBy, type HeardSession } from './overhear.ts';

const utterances = [...publish({ seconds: 1 })];
const [said, answered] = [saidBy(0, utterances), saidBy(1, utterances)];

/** That a session passed on all of the publish, and nothing else. */
function expectWhole(heard: HeardSession | undefined, isClosed = true): void {
  const { sides, session, closed } = heard!;
  expect(Buffer.compare(sides[0].all, said)).toBe(0);
  expect(Buffer.compare(sides[1].all, answered)).toBe(0);
  expect(sides.map(({ gaps }) => gaps)).toEqual([[], []]);
  expect(session.bytes).toEqual([said.length, answered.length]);
  expect([sides[0].ends, sides[1].ends, closed]).toEqual(isClosed ? [1, 1, 1] : [0, 0, 0]);
}

describe('a publish in HTTP', () => {
  const styles: [string, RtmptStyle][] = [
    ['on one connection', {}],
    ['on two connections in turn', { connections: 2 }],
    ['on three connections', { connections: 3 }],
    ['with bodies in chunks', { chunkSize: 100 }],
    ['with requests numbered from 1', { first: 1 }],
  ];
  it.each(styles)('comes out as it went in: %s', (_, style) => {
    const hearing = new Overhearing().exchanges(rtmpt(utterances, style));
    expect(hearing.sessions).toHaveLength(1);
    expectWhole(hearing.sessions[0]);
    const { id, stream, opened, endpoints } = hearing.sessions[0]!.session;
    expect({ id, opened }).toEqual({ id: '1728724019', opened: true });
    expect(stream).toBe((style.connections ?? 1) > 1 ? 1 : 0);
    expect(endpoints[1]).toEqual({ address: '192.0.2.20', port: 80 });
    expect(hearing.ends().table.notes).toEqual([]);
    expect(hearing.passages.map(({ isTunnel }) => isTunnel)).not.toContain(false);
    for (const sides of hearing.through) {
      expect(sides.map(({ pieces, ends }) => [pieces.length, ends])).toEqual([
        [0, 1],
        [0, 1],
      ]);
    }
  });

  it('comes out with the frame that holds each byte', () => {
    const hearing = new Overhearing().exchanges(rtmpt(utterances));
    for (const side of hearing.sessions[0]!.sides) {
      expect(side.frames.every(([origin, now]) => origin === now)).toBe(true);
      // Three exchanges before the first message, two frames each.
      expect(side.frames[0]![0]).toBeGreaterThanOrEqual(7);
    }
  });

  it('comes out byte by byte', () => {
    expectWhole(new Overhearing().exchanges(rtmpt(utterances, { chunkSize: 77 }), 0, 1).sessions[0]);
  });

  it('comes out of any split', () => {
    const small = [...publish({ seconds: 0 })];
    const wanted = [saidBy(0, small), saidBy(1, small)];
    const [pieces, chunks] = [fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 5000 })];
    fc.assert(
      fc.property(
        pieces,
        fc.option(chunks, { nil: undefined }),
        fc.integer({ min: 1, max: 4 }),
        (...given) => {
          const [pieceLength, chunkSize, connections] = given;
          const style = chunkSize === undefined ? { connections } : { connections, chunkSize };
          const hearing = new Overhearing().exchanges(rtmpt(small, style), 0, pieceLength).ends();
          expect(hearing.sessions).toHaveLength(1);
          const all = hearing.sessions[0]!.sides.map((side) => side.all);
          expect(all.map((one, i) => Buffer.compare(one, wanted[i]!))).toEqual([0, 0]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is read as the same messages as without HTTP', () => {
    const stamp: FrameStamp = { frame: 1, seconds: 0, nanoseconds: 0 };
    const plain: RtmpEvent[] = [];
    const rtmp = new RtmpConnection({ opened: true, keep: 'payloads' }, (event) => plain.push(event));
    for (const { from, data } of utterances) rtmp.sides[from].bytes(data, 0, data.length, NOWHERE, stamp);
    for (const side of rtmp.sides) side.end(stamp);

    const events: RtmpEvent[] = [];
    const table = new TunnelTable(({ opened }) => {
      const inner = new RtmpConnection({ opened, keep: 'payloads' }, (event) => events.push(event));
      return { sides: inner.sides, closed: () => {} };
    });
    const ends = { address: '::1', port: 1 };
    const nobody = new RtmpConnection({ opened: true, keep: 'payloads' }, () => expect.unreachable());
    const { sides } = table.connection({ stream: 0, endpoints: [ends, ends], opened: true }, nobody.sides);
    for (const { request, response } of rtmpt(utterances)) {
      sides[0].bytes(request, 0, request.length, NOWHERE, stamp);
      sides[1].bytes(response, 0, response.length, NOWHERE, stamp);
    }
    expect(plain.length).toBeGreaterThan(70);
    expect(events).toEqual(plain);
  });
});

describe('requests', () => {
  it('are paired when they are pipelined', () => {
    const exchanges = rtmpt(utterances);
    for (const depth of [2, 5, 20]) {
      const hearing = new Overhearing().exchanges(exchanges.slice(0, 3));
      for (let at = 3; at < exchanges.length; at += depth) {
        const batch = exchanges.slice(at, at + depth);
        for (const { request } of batch) hearing.says(0, 0, request);
        for (const { response } of batch) hearing.says(0, 1, response);
      }
      expectWhole(hearing.sessions[0]);
    }
  });

  it('are put in order when one overtakes another on a second connection', () => {
    const exchanges = rtmpt(utterances, { connections: 2 });
    const hearing = new Overhearing().exchanges(exchanges.slice(0, 4));
    for (let at = 4; at < exchanges.length; at += 2) {
      const [first, second] = [exchanges[at]!, exchanges[at + 1]];
      hearing.exchanges(second === undefined ? [first] : [second, first]);
    }
    const [session] = hearing.ends().sessions;
    expectWhole(session);
    for (const side of session!.sides) {
      const frames = side.frames.map(([, now]) => now);
      expect(frames).toEqual([...frames].sort((a, b) => a - b));
    }
  });

  it('may be captured after their responses', () => {
    const hearing = new Overhearing();
    for (const { request, response } of rtmpt(utterances)) hearing.says(0, 1, response).says(0, 0, request);
    expectWhole(hearing.sessions[0]);
  });

  it('are taken once when the client repeats one on a new connection', () => {
    const exchanges = rtmpt(utterances);
    const hearing = new Overhearing().exchanges(exchanges.slice(0, 6));
    hearing.says(0, 0, exchanges[6]!.request).closes(0);
    hearing.exchanges(exchanges.slice(6), 1);
    expect(hearing.sessions).toHaveLength(1);
    expectWhole(hearing.sessions[0]);
  });

  it('are taken as they come from a client that does not count', () => {
    const hearing = new Overhearing();
    const text = (data: Uint8Array): string => Buffer.from(data).toString('latin1');
    for (const { request, response } of rtmpt(utterances)) {
      const uncounted = text(request).replace(/^(POST \/(?:send|idle|close)\/\d+\/)\d+/, '$17');
      hearing.says(0, 0, Buffer.from(uncounted, 'latin1')).says(0, 1, response);
    }
    expectWhole(hearing.sessions[0]);
  });

  it('that wait for their turn until the capture ends are told with the frame that they came in', () => {
    const exchanges = rtmpt(utterances, { connections: 2 });
    const late = exchanges.findIndex(({ response }, i) => i > 4 && response.length > 300);
    const [before, after] = [exchanges[late - 1]!, exchanges[late]!];
    const hearing = new Overhearing().exchanges(exchanges.slice(0, late - 1));
    const count = hearing.sessions[0]!.sides[1].frames.length;
    // The response to the one before never comes.
    hearing.says(before.on, 0, before.request).says(after.on, 0, after.request);
    hearing.says(after.on, 1, after.response);
    const came = hearing.frame;
    hearing.table.end();
    expect(hearing.sessions[0]!.sides[1].frames.slice(count)).toEqual([[came, came]]);
  });

  it('go on after a small number of them was never captured', () => {
    const exchanges = rtmpt(utterances, { connections: 2 });
    const lost = exchanges[30]!;
    const hearing = new Overhearing().exchanges(exchanges.filter((one) => one !== lost)).ends();
    const { session, sides } = hearing.sessions[0]!;
    expect(sides[0].gaps).toHaveLength(1);
    expect(session.gapBytes).toEqual([0, 0]);
    expect(sides[0].all.length).toBeGreaterThan(said.length * 0.9);
  });
});

describe('sessions', () => {
  it('are told apart on one connection and on several', () => {
    const all = ['AAAA', 'BBBB', '42'].map((id) => rtmpt(utterances, { id, connections: 2 }));
    const hearing = new Overhearing();
    for (let i = 0; i < all[0]!.length; i++) hearing.exchanges(all.map((exchanges) => exchanges[i]!));
    expect(hearing.sessions.map(({ session }) => session.id)).toEqual(['AAAA', 'BBBB', '42']);
    for (const session of hearing.sessions) expectWhole(session);
  });

  it('follow one another under the same id', () => {
    const exchanges = rtmpt(utterances);
    const hearing = new Overhearing().exchanges(exchanges).exchanges(exchanges, 1);
    expect(hearing.sessions).toHaveLength(2);
    for (const session of hearing.sessions) expectWhole(session);
  });

  it('are found in a capture that starts after they were opened', () => {
    const exchanges = rtmpt(utterances, { whole: false, first: 7000 });
    const hearing = new Overhearing(false).says(0, 1, exchanges[0]!.response).exchanges(exchanges);
    expect(hearing.sessions[0]!.session).toMatchObject({ id: '1728724019', opened: false, stream: 0 });
    expectWhole(hearing.sessions[0], false);
    hearing.ends();
    expectWhole(hearing.sessions[0]);
  });

  it('are found in a capture that starts in the midst of a response', () => {
    const exchanges = rtmpt(utterances, { whole: false, first: 7000 });
    const hearing = new Overhearing(false).says(0, 1, answered.subarray(9, 99)).exchanges(exchanges);
    expectWhole(hearing.sessions[0], false);
    expect(hearing.ends().through[0]!.map(({ all, ends }) => [all.length, ends])).toEqual([
      [0, 1],
      [90, 1],
    ]);
  });

  it('are found when TCP took the server for the client', () => {
    const hearing = new Overhearing(false);
    for (const { request, response } of rtmpt(utterances)) hearing.says(0, 1, request).says(0, 0, response);
    expectWhole(hearing.sessions[0]);
    expect(hearing.sessions[0]!.session.endpoints[1]).toEqual({ address: '192.0.2.10', port: 50_000 });
  });

  it('end when the capture does', () => {
    const hearing = new Overhearing().exchanges(rtmpt(utterances).slice(0, 9));
    expect(hearing.sessions[0]!.closed).toBe(0);
    expect(hearing.ends().sessions[0]).toMatchObject({ closed: 1, sides: [{ ends: 1 }, { ends: 1 }] });
  });

  it('take nothing more after they were closed', () => {
    const exchanges = rtmpt(utterances);
    const hearing = new Overhearing().exchanges(exchanges).exchanges(exchanges.slice(3), 1).ends();
    expect(hearing.sessions).toHaveLength(1);
    expectWhole(hearing.sessions[0]);
  });
});
