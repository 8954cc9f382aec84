import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNKNOWN_LENGTH } from '../../src/tunnel/loss.ts';
import { bytes } from '../writer/bytes.ts';
import { publish } from '../writer/publish.ts';
import { Random } from '../writer/random.ts';
import { request, response, rtmpt } from '../writer/rtmpt.ts';
import { Overhearing } from './overhear.ts';

const utterances = [...publish({ seconds: 1 })];
const payload = new Random(3).bytes(1000);

/** A session that is open on connection 0, in eight frames. */
function open(): Overhearing {
  return new Overhearing().exchanges(rtmpt([]).slice(0, 3));
}

describe('what is no RTMPT', () => {
  it.each([
    ['GET', 'GET /send/1/1 HTTP/1.1\r\nHost: a\r\n\r\n', 1],
    ['POST elsewhere', 'POST /sends HTTP/1.1\r\nHost: a\r\n\r\n', 11],
    ['RTMP', '\x03\0\0\0\0', 1],
    ['TLS', '\x16\x03\x01', 1],
  ])('passes through untouched from its first bytes on: %s', (_, text, decided) => {
    const data = bytes(text);
    const hearing = new Overhearing();
    for (let i = 0; i < data.length; i++) {
      hearing.says(0, 0, data.subarray(i, i + 1));
      if (i + 1 >= decided) expect(hearing.through[0]![0].all).toEqual(data.subarray(0, i + 1));
    }
    hearing.says(0, 1, payload).misses(0, 0, 9).ends();
    expect(hearing.through[0]![0]).toMatchObject({ gaps: [9], ends: 1 });
    expect(hearing.through[0]![0].frames).toEqual([...data].map((_byte, i) => [i + 1, expect.any(Number)]));
    expect(hearing.through[0]![1].all).toEqual(payload);
    expect(hearing.passages[0]!.isTunnel).toBe(false);
  });

  it('passes through when the server speaks first, or HTTP from both sides', () => {
    const hearing = new Overhearing().says(0, 1, bytes('220 mail\r\n'));
    expect(hearing.through[0]![1].all).toEqual(bytes('220 mail\r\n'));
    const answer = response(payload);
    hearing.says(1, 1, answer).says(1, 0, answer);
    expect(hearing.through[1]!.map((side) => side.all)).toEqual([answer, answer]);
    const flood = new Uint8Array(70_000);
    hearing.says(2, 1, answer).says(2, 1, flood);
    expect(hearing.through[2]![1].all.length).toBe(answer.length + flood.length);
  });

  it('is passed over when only its path is like one', () => {
    const plain = bytes(
      'POST /open/door HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi',
    );
    const hearing = new Overhearing()
      .says(0, 0, plain)
      .says(0, 1, response(bytes('77\n')))
      .ends();
    expect(hearing.passages[0]!.isTunnel).toBe(false);
    expect(hearing.sessions).toEqual([]);
    expect(hearing.table.notes).toEqual([]);
  });
});

describe('missing bytes', () => {
  it('are missing in the session when they are in a body', () => {
    const whole = request('/send/1728724019/1', payload);
    const cut = whole.length - 600;
    const hearing = open().says(0, 0, whole.subarray(0, cut)).misses(0, 0, 500);
    hearing.says(0, 0, whole.subarray(cut + 500)).says(0, 1, response(bytes(1)));
    hearing.exchanges([
      { on: 0, request: request('/send/1728724019/2', payload), response: response(bytes(1, payload)) },
    ]);
    const { sides, session } = hearing.sessions[0]!;
    expect(sides[0].all).toEqual(bytes(payload.subarray(0, 400), payload.subarray(900), payload));
    expect(sides[0].gaps).toEqual([500]);
    expect(session.gapBytes).toEqual([500, 0]);
    expect(sides[1].all).toEqual(payload);
  });

  it('end the reading of a direction, with a note, when they are in a header', () => {
    const next = { on: 0, request: request('/send/1728724019/1', payload), response: response(bytes(1)) };
    const hearing = open().misses(0, 0, 10).exchanges([next]);
    expect(hearing.sessions[0]!.sides[0].all).toEqual(bytes());
    expect(hearing.table.notes).toMatchObject([{ code: 'tunnel.gap', severity: 'warning' }]);
    // Another connection goes on; that something is missing is told once.
    const later = request('/send/1728724019/2', payload);
    hearing.exchanges([{ on: 1, request: later, response: response(bytes(1)) }]).ends();
    expect(hearing.sessions[0]!.sides[0]).toMatchObject({ gaps: [UNKNOWN_LENGTH], all: payload });
  });

  it('are told when a connection breaks off within a body', () => {
    const whole = request('/send/1728724019/1', payload);
    const hearing = open().says(0, 0, whole.subarray(0, -100)).closes(0);
    expect(hearing.sessions[0]!.sides[0].gaps).toEqual([]);
    hearing.says(1, 0, request('/send/1728724019/2', payload));
    expect(hearing.sessions[0]!.sides[0].gaps).toEqual([UNKNOWN_LENGTH]);
    expect(hearing.sessions[0]!.sides[0].all).toEqual(bytes(payload.subarray(0, -100), payload));
  });

  it('of responses leave the requests alone', () => {
    const hearing = open().misses(0, 1, 5);
    for (const number of [1, 2]) {
      const path = `/send/1728724019/${number}`;
      hearing.exchanges([{ on: 0, request: request(path, payload), response: response(bytes(1)) }]);
    }
    expect(hearing.ends().sessions[0]!.sides[0].all).toEqual(bytes(payload, payload));
  });
});

describe('hostile bytes', () => {
  it.each([
    ['a header without end', request('/send/1/1', payload).subarray(0, 40), 'x'.repeat(70_000)],
    ['a length that is none', bytes('POST /send/1/1 HTTP/1.1\r\nContent-Length: -5\r\n\r\n'), 'abc'],
    [
      'two lengths',
      bytes('POST /send/1/1 HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n'),
      'abc',
    ],
    ['a chunk of no size', request('/send/1/1', payload, 99), 'POST'],
    ['no header', bytes('POST /send/1/1 HTTP/1.1\r\nno colon\r\n\r\n'), 'abc'],
  ])('end the reading: %s', (_, start, more) => {
    const hearing = new Overhearing().exchanges(rtmpt([]).slice(0, 3));
    hearing.says(0, 0, start).says(0, 0, bytes(more), 1000).ends();
    expect(hearing.sessions[0]!.closed).toBe(1);
  });

  it('never throw', () => {
    const exchanges = rtmpt(utterances.slice(0, 12), { connections: 2, chunkSize: 300 });
    fc.assert(
      fc.property(fc.integer(), fc.boolean(), (seed, opened) => {
        const random = new Random(seed);
        const hearing = new Overhearing(opened, { tunnelSessions: 2 });
        for (const { on, request: asked, response: told } of exchanges) {
          for (const [side, whole] of [[0, asked] as const, [1, told] as const]) {
            const data = whole.slice();
            if (random.chance(0.1)) data[random.below(data.length)] = random.next();
            if (random.chance(0.05)) hearing.misses(on, side, 1 + random.below(300));
            if (random.chance(0.03)) hearing.closes(2 + random.below(2));
            if (random.chance(0.95)) hearing.says(on, side, data.subarray(0, random.below(data.length * 9)));
          }
        }
        hearing.ends();
        for (const { sides, closed } of hearing.sessions) {
          expect([sides[0].ends, sides[1].ends, closed]).toEqual([1, 1, 1]);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('memory', () => {
  it('is bounded in the number of sessions', () => {
    const hearing = new Overhearing(true, { tunnelSessions: 10 });
    for (let id = 0; id < 100; id++) hearing.says(0, 0, request(`/idle/${id}/0`, bytes(0)));
    expect(hearing.sessions.filter(({ closed }) => closed === 0)).toHaveLength(10);
    expect(hearing.table.notes).toMatchObject([{ code: 'tunnel.too-many' }]);
  });

  it('is bounded in what waits for a request that never comes', () => {
    const hearing = open();
    // On a second connection, so that request 1 might come on the first.
    for (let number = 2; number < 34; number++) {
      hearing.says(1, 0, request(`/send/1728724019/${number}`, payload));
      expect(hearing.sessions[0]!.sides[0].all.length).toBe(0);
    }
    hearing.says(1, 0, request(`/send/1728724019/34`, payload));
    expect(hearing.sessions[0]!.sides[0].gaps).toEqual([UNKNOWN_LENGTH]);
    expect(hearing.sessions[0]!.sides[0].all.length).toBe(33_000);
  });

  it('is bounded in bytes that wait', () => {
    const hearing = new Overhearing(true, { tunnelBytes: 5000 }).exchanges(rtmpt([]).slice(0, 3));
    hearing.says(1, 0, request('/send/1728724019/2', new Uint8Array(100_000)), 500);
    expect(hearing.sessions[0]!.sides[0].all.length).toBe(100_000);
  });

  it('is bounded in requests without response, and pairs none of them wrongly', () => {
    const hearing = open();
    for (let number = 1; number < 3000; number++) {
      hearing.says(0, 0, request(`/send/1728724019/${number}`, bytes(7)));
    }
    hearing.says(0, 1, response(bytes(1, payload)));
    expect(hearing.sessions[0]!.sides.map(({ all }) => all.length)).toEqual([2999, 0]);
  });

  it('is bounded in responses without request', () => {
    const hearing = open();
    for (let i = 0; i < 100; i++) hearing.says(0, 1, response(bytes(1, payload)));
    hearing.says(0, 0, request('/idle/1728724019/1', bytes(0)));
    expect(hearing.ends().sessions[0]!.sides[1].all).toEqual(payload);
  });
});
