import { describe, expect, it } from 'vitest';
import { bytes } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import { handshake, type Handshake } from '../writer/handshake.ts';
import * as rtmp from '../writer/rtmp.ts';
import { complexHandshake } from './complex-handshake.ts';
import { CLIENT, codes, counting, Hearing, read, remarkCodes, SERVER, written } from './hear.ts';

/** Bytes of C0 and C1, of C2, and of everything that a server says. */
const OPENING = 1537;
const ANSWER = 1536;
const SERVERS = OPENING + ANSWER;

const message = rtmp.audio(0, counting(40));
const chunk = new ChunkWriter().write(message);

/** Listens to a whole handshake, in three frames. */
function hearHandshake({ c0c1, s0s1s2, c2 }: Handshake): Hearing {
  return new Hearing().says(CLIENT, c0c1).says(SERVER, s0s1s2).says(CLIENT, c2);
}

/** The same bytes with those at `at` turned over. */
function damaged(data: Uint8Array, ...at: readonly number[]): Uint8Array {
  const copy = data.slice();
  for (const index of at) copy[index]! ^= 0xff;
  return copy;
}

describe('a handshake without digests (RTMP 1.0 §5.2)', () => {
  it('is told in three parts, with version, time and whether the echoes are right', () => {
    const hearing = hearHandshake(handshake({ clientTime: 77, serverTime: 0xfedcba98 }));
    const opening = { version: 3, scheme: 'simple', digestScheme: undefined };
    expect(hearing.events).toMatchObject([
      { kind: 'handshake', name: 'C0+C1', from: 'client', frame: 1, firstFrame: 1, ...opening, time: 77 },
      {
        name: 'S0+S1+S2',
        from: 'server',
        frame: 2,
        firstFrame: 2,
        ...opening,
        time: 0xfedcba98,
        echoes: true,
      },
      {
        name: 'C2',
        from: 'client',
        frame: 3,
        firstFrame: 3,
        version: undefined,
        time: undefined,
        echoes: true,
      },
    ]);
    expect(codes(...hearing.handshakes)).toEqual([]);
    expect(hearing.handshakes.map(({ digestValid }) => digestValid)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['s2', 'S0+S1+S2', 'S2 does not echo C1'],
    ['c2', 'C2', 'C2 does not echo S1'],
  ] as const)('with a wrong echo in %s says so', (wrongEcho, name, text) => {
    const { handshakes } = hearHandshake(handshake({ wrongEcho }));
    expect(handshakes.map(({ echoes }) => echoes)).toEqual([
      undefined,
      wrongEcho !== 's2',
      wrongEcho !== 'c2',
    ]);
    const wrong = handshakes.find((part) => part.name === name)!;
    expect(codes(...handshakes)).toEqual(['handshake.echo-mismatch']);
    expect(wrong.notes![0]!.text).toContain(text);
  });

  it('may differ from an echo in the second time, which says when the part was read (RTMP 1.0 §5.2.4)', () => {
    const whole = handshake();
    const { handshakes } = hearHandshake({ ...whole, c2: damaged(whole.c2, 4, 5, 6, 7) });
    expect(handshakes[2]!.echoes).toBe(true);
    const last = hearHandshake({ ...whole, c2: damaged(whole.c2, ANSWER - 1) });
    expect(last.handshakes[2]!.echoes).toBe(false);
  });

  it('in which the server has another version says so', () => {
    const whole = handshake();
    const hearing = hearHandshake({ ...whole, s0s1s2: bytes(6, whole.s0s1s2.subarray(1)) });
    expect(hearing.handshakes[1]).toMatchObject({ version: 6, echoes: true });
    expect(codes(...hearing.handshakes)).toEqual(['handshake.version']);
  });

  it.each([
    [0, 'deprecated'],
    [2, 'deprecated'],
    [4, 'reserved'],
    [31, 'reserved'],
    [32, 'not allowed'],
    [255, 'not allowed'],
    [6, 'RTMPE'],
    [8, 'RTMPE with XTEA'],
  ])('in which the server has version %i says that it is %s', (version, what) => {
    const whole = handshake();
    const { handshakes } = hearHandshake({ ...whole, s0s1s2: bytes(version, whole.s0s1s2.subarray(1)) });
    expect(handshakes[1]!.version).toBe(version);
    expect(handshakes[1]!.notes).toMatchObject([
      { code: 'handshake.version', text: expect.stringContaining(`version ${version} (${what}`) },
    ]);
  });

  it('is followed by chunks, which may be in the same segment', () => {
    const { c0c1, s0s1s2, c2 } = handshake();
    const hearing = new Hearing().says(CLIENT, c0c1);
    hearing
      .says(SERVER, bytes(s0s1s2, chunk))
      .says(CLIENT, bytes(c2, chunk, chunk))
      .ends();
    expect(hearing.events.map((event) => (event.kind === 'handshake' ? event.name : event.kind))).toEqual([
      'C0+C1',
      'S0+S1+S2',
      'message',
      'C2',
      'message',
      'message',
    ]);
    expect(hearing.messages.map(read)).toEqual([message, message, message].map(written));
  });

  it('may be answered late: C2 after the first messages of the server', () => {
    const { c0c1, s0s1s2, c2 } = handshake();
    const hearing = new Hearing().says(CLIENT, c0c1).says(SERVER, bytes(s0s1s2, chunk));
    hearing.says(SERVER, chunk).says(CLIENT, c2).says(CLIENT, chunk).ends();
    expect(hearing.messages.map(({ from }) => from)).toEqual(['server', 'server', 'client']);
    expect(hearing.handshakes[2]).toMatchObject({ name: 'C2', frame: 4, echoes: true });
  });

  it('does not judge a C2 that is captured before S1', () => {
    const { c0c1, s0s1s2, c2 } = handshake();
    const { handshakes } = new Hearing().says(CLIENT, c0c1).says(CLIENT, c2).says(SERVER, s0s1s2);
    expect(handshakes.map(({ name, echoes }) => [name, echoes])).toEqual([
      ['C0+C1', undefined],
      ['C2', undefined],
      ['S0+S1+S2', true],
    ]);
    expect(codes(...handshakes)).toEqual([]);
  });

  it('is the same in segments of any size, from the frame of the first byte to that of the last', () => {
    const { c0c1, s0s1s2, c2 } = handshake();
    for (const size of [1, 100, 1536]) {
      const hearing = new Hearing();
      const say = (from: 0 | 1, data: Uint8Array) => {
        for (let at = 0; at < data.length; at += size) hearing.says(from, data.subarray(at, at + size));
      };
      say(CLIENT, c0c1);
      say(SERVER, s0s1s2);
      say(CLIENT, bytes(c2, chunk));
      const frames = [OPENING, SERVERS, ANSWER].map((length) => Math.ceil(length / size));
      const [opening, answer, last] = frames as [number, number, number];
      expect(hearing.handshakes).toMatchObject([
        { name: 'C0+C1', firstFrame: 1, frame: opening },
        { name: 'S0+S1+S2', firstFrame: opening + 1, frame: opening + answer },
        { name: 'C2', firstFrame: opening + answer + 1, frame: opening + answer + last, echoes: true },
      ]);
      expect(hearing.messages.map(read)).toEqual([written(message)]);
    }
  });
});

describe('a handshake that breaks off', () => {
  const { c0c1, s0s1s2, c2 } = handshake();
  const client = bytes(c0c1, c2);

  it.each([
    [1, 'C0', 'only C0'],
    [2, 'C0+C1', 'C1 ends after 1 byte of 1,536'],
    [5, 'C0+C1', 'C1 ends after 4 bytes of 1,536'],
    [OPENING - 1, 'C0+C1', 'C1 ends after 1,535 bytes of 1,536'],
  ])('after %i bytes of the client', (length, name, text) => {
    const hearing = new Hearing().says(CLIENT, client.subarray(0, length)).says(SERVER, s0s1s2).ends();
    const part = hearing.handshakes.find(({ from }) => from === 'client');
    expect(part).toMatchObject({ name, version: 3, time: length < 5 ? undefined : 0, scheme: undefined });
    expect(codes(part!)).toEqual(['handshake.incomplete']);
    expect(part!.notes![0]!.text).toContain(text);
  });

  it.each([
    [OPENING + 1, 'C2 ends after 1 byte of 1,536'],
    [OPENING + ANSWER - 1, 'C2 ends after 1,535 bytes of 1,536'],
  ])('after %i bytes of the client, in C2', (length, text) => {
    const hearing = new Hearing().says(CLIENT, client.subarray(0, length)).says(SERVER, s0s1s2).ends();
    const parts = hearing.handshakes.filter(({ from }) => from === 'client');
    expect(parts.map(({ name, echoes }) => [name, echoes])).toEqual([
      ['C0+C1', undefined],
      ['C2', undefined],
    ]);
    expect(codes(...parts)).toEqual(['handshake.incomplete']);
    expect(parts[1]!.notes![0]!.text).toContain(text);
  });

  it.each([
    [1, 'S0', ['handshake.incomplete']],
    [2, 'S0+S1', ['handshake.incomplete']],
    [OPENING, 'S0+S1', []],
    [OPENING + 1, 'S0+S1+S2', ['handshake.incomplete']],
    [SERVERS - 1, 'S0+S1+S2', ['handshake.incomplete']],
  ])('after %i bytes of the server', (length, name, notes) => {
    const hearing = new Hearing().says(CLIENT, c0c1).says(SERVER, s0s1s2.subarray(0, length)).ends();
    const part = hearing.handshakes.find(({ from }) => from === 'server');
    expect(part).toMatchObject({ name, version: 3, echoes: undefined });
    expect(codes(part!)).toEqual(notes);
  });

  it('at any byte tells each part once, with no more than one note, and no message', () => {
    for (let length = 1; length < client.length; length++) {
      const hearing = new Hearing().says(CLIENT, client.subarray(0, length));
      hearing.says(SERVER, s0s1s2.subarray(0, length)).ends();
      const names = hearing.handshakes.map(({ name }) => name);
      const isRtmp = length >= OPENING;
      expect(hearing.connection.facts.isRtmp).toBe(isRtmp);
      expect(names).toEqual(!isRtmp ? [] : ['C0+C1', ...(length > OPENING ? ['C2', 'S0+S1+S2'] : ['S0+S1'])]);
      for (const part of hearing.handshakes) expect(codes(part).length).toBeLessThanOrEqual(1);
      expect([...hearing.messages, ...hearing.remarks]).toEqual([]);
    }
  });
});

describe('a handshake with digests, as of Flash Player and Flash Media Server', () => {
  it.each([0, 1] as const)('is recognised in scheme %i, and its signatures are checked', (scheme) => {
    for (let seed = 1; seed <= 5; seed++) {
      const { handshakes } = hearHandshake(complexHandshake({ scheme, seed }));
      const complex = { scheme: 'complex', digestScheme: scheme, digestValid: true };
      expect(handshakes).toMatchObject([
        { name: 'C0+C1', ...complex, time: 1234, echoes: undefined },
        { name: 'S0+S1+S2', ...complex, echoes: false },
        { name: 'C2', scheme: undefined, digestScheme: undefined, digestValid: true, echoes: false },
      ]);
      expect(codes(...handshakes)).toEqual([]);
    }
  });

  it('says when S2 or C2 is neither signed nor an echo', () => {
    const whole = complexHandshake();
    const { handshakes } = hearHandshake({
      c0c1: whole.c0c1,
      s0s1s2: damaged(whole.s0s1s2, SERVERS - 1),
      c2: damaged(whole.c2, 0),
    });
    expect(handshakes.map(({ digestValid }) => digestValid)).toEqual([true, false, false]);
    expect(codes(...handshakes)).toEqual(['handshake.echo-mismatch', 'handshake.echo-mismatch']);
  });

  it('takes an echo for an answer, as FFmpeg gives it', () => {
    const whole = complexHandshake();
    const { handshakes } = hearHandshake({ ...whole, c2: whole.s0s1s2.subarray(1, OPENING) });
    expect(handshakes[2]).toMatchObject({ echoes: true, digestValid: undefined });
    expect(codes(...handshakes)).toEqual([]);
  });

  it('does not take a damaged digest for one', () => {
    const whole = complexHandshake();
    const { handshakes } = hearHandshake({ ...whole, s0s1s2: damaged(whole.s0s1s2, 20) });
    expect(handshakes[1]).toMatchObject({ scheme: 'simple', digestScheme: undefined });
    // What S2 signs is the digest of C1, which is whole.
    expect(handshakes[1]!.digestValid).toBe(true);
  });
});

describe('a handshake of which bytes were not captured', () => {
  const { c0c1, s0s1s2, c2 } = handshake({ clientTime: 5, serverTime: 6 });

  /** The handshake without `[start, end)` of what the server says. */
  function hearHole(start: number, end: number, whole: Handshake = { c0c1, s0s1s2, c2 }): Hearing {
    const hearing = new Hearing().says(CLIENT, whole.c0c1);
    if (start > 0) hearing.says(SERVER, whole.s0s1s2.subarray(0, start));
    hearing.misses(SERVER, end - start);
    if (end < SERVERS) hearing.says(SERVER, whole.s0s1s2.subarray(end));
    return hearing.says(CLIENT, whole.c2).says(SERVER, chunk).says(CLIENT, chunk).ends();
  }

  it('says how many, and reads the messages behind it', () => {
    const hearing = hearHole(100, 1100);
    expect(hearing.handshakes[1]!.notes![0]!.text).toContain('1,000 bytes of it are missing');
    expect(codes(...hearing.handshakes)).toEqual(['handshake.gap']);
    expect(hearing.messages.map(read)).toEqual([written(message), written(message)]);
    expect(remarkCodes(hearing)).toEqual([]);
  });

  it.each([
    ['S0', 0, 1, { version: undefined, time: 6, scheme: 'simple', echoes: true }, true],
    ['the time of S1', 1, 5, { version: 3, time: undefined, scheme: undefined, echoes: true }, undefined],
    ['S1', 500, 600, { version: 3, time: 6, scheme: undefined, echoes: true }, undefined],
    ['S2', 2000, 2100, { version: 3, time: 6, scheme: 'simple', echoes: undefined }, true],
    ['S1 and S2', 1500, 1600, { version: 3, time: 6, scheme: undefined, echoes: undefined }, undefined],
    ['everything', 0, SERVERS, { version: undefined, time: undefined, echoes: undefined }, undefined],
  ])('in %s claims nothing of what they say', (_, start, end, server, c2Echoes) => {
    const { handshakes } = hearHole(start, end);
    expect(handshakes[1]).toMatchObject({ name: 'S0+S1+S2', ...server });
    expect(handshakes[2]).toMatchObject({ name: 'C2', echoes: c2Echoes });
    expect(codes(...handshakes)).toEqual(['handshake.gap']);
  });

  it('in S2 leaves the digest of S1, which C2 answers', () => {
    const { handshakes } = hearHole(2000, 2100, complexHandshake());
    expect(handshakes[1]).toMatchObject({ scheme: 'complex', digestScheme: 0, digestValid: true });
    expect(handshakes[2]).toMatchObject({ name: 'C2', digestValid: true });
    expect(codes(...handshakes)).toEqual(['handshake.gap']);
  });

  it('in C1 makes S2 no wrong echo', () => {
    const hearing = new Hearing().says(CLIENT, c0c1.subarray(0, 700)).misses(CLIENT, 37);
    hearing.says(CLIENT, c0c1.subarray(737)).says(SERVER, s0s1s2).says(CLIENT, c2);
    expect(hearing.handshakes.map(({ name, echoes }) => [name, echoes])).toEqual([
      ['C0+C1', undefined],
      ['S0+S1+S2', undefined],
      ['C2', true],
    ]);
    expect(codes(...hearing.handshakes)).toEqual(['handshake.gap']);
  });

  it('and that go on into the first chunk end the reading of that direction', () => {
    const hearing = new Hearing().says(CLIENT, c0c1).says(SERVER, s0s1s2.subarray(0, 3000));
    hearing.misses(SERVER, 75).says(SERVER, chunk).says(CLIENT, c2).says(CLIENT, chunk).ends();
    expect(hearing.messages.map(({ from }) => from)).toEqual(['client']);
    expect(hearing.remarks).toMatchObject([{ from: 'server', note: { code: 'rtmp.gap' } }]);
  });
});
