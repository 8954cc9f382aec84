import { describe, expect, it } from 'vitest';
import { eachNode } from '../../src/field/field-node.ts';
import { traceHandshake } from '../../src/rtmp/event-tree.ts';
import { handshake, type Handshake } from '../writer/handshake.ts';
import { complexHandshake } from './complex-handshake.ts';
import { CLIENT, Hearing, SERVER } from './hear.ts';

/** The fields of C0 and C1, of S0, S1 and S2, and of C2, each with its bytes: `rtmpt.handshake.time 77 @1-5`. */
function fieldsOf({ c0c1, s0s1s2, c2 }: Handshake): string[][] {
  const hearing = new Hearing({ keep: 'traces' });
  hearing.says(CLIENT, c0c1).says(SERVER, s0s1s2).says(CLIENT, c2);
  return hearing.handshakes.map((part) =>
    traceHandshake(part)
      .flatMap(({ nodes }) => [...eachNode(nodes)])
      .map(({ field, value, start, end }) => {
        const shown = typeof value === 'number' ? ` ${value}` : '';
        return `${field.id}${shown} @${start}-${end}`;
      }),
  );
}

describe('the fields of a handshake', () => {
  it('without digests are version, time, zero and random bytes, then both times and the echo (RTMP 1.0 §5.2)', () => {
    expect(fieldsOf(handshake({ clientTime: 77, serverTime: 99 }))).toEqual([
      [
        'rtmpt.handshake.c0 @0-1',
        'rtmpt.handshake.version 3 @0-1',
        'rtmpt.handshake.c1 @1-1537',
        'rtmpt.handshake.time 77 @1-5',
        'rtmpt.handshake.zero 0 @5-9',
        'rtmpt.handshake.random @9-1537',
      ],
      [
        'rtmpt.handshake.s0 @0-1',
        'rtmpt.handshake.version 3 @0-1',
        'rtmpt.handshake.s1 @1-1537',
        'rtmpt.handshake.time 99 @1-5',
        'rtmpt.handshake.zero 0 @5-9',
        'rtmpt.handshake.random @9-1537',
        'rtmpt.handshake.s2 @1537-3073',
        'rtmpt.handshake.peer_time 77 @1537-1541',
        expect.stringMatching(/^rtmpt\.handshake\.time2 \d+ @1541-1545$/),
        'rtmpt.handshake.echo @1545-3073',
      ],
      [
        'rtmpt.handshake.c2 @0-1536',
        'rtmpt.handshake.peer_time 99 @0-4',
        expect.stringMatching(/^rtmpt\.handshake\.time2 \d+ @4-8$/),
        'rtmpt.handshake.echo @8-1536',
      ],
    ]);
  });

  it.each([0, 1] as const)(
    'with digests of scheme %i are a block for the digest and one for a key, then what is signed',
    (scheme) => {
      const whole = complexHandshake({ scheme });
      // Two blocks of 764 bytes begin at 8 and 772. That of the digest begins with the 4 bytes whose sum, modulo 728,
      // counts from behind them; that of the key ends with the 4 bytes whose sum, modulo 632, counts from its beginning.
      const [ofDigest, ofKey] = scheme === 0 ? [772, 8] : [8, 772];
      const sumAt = (at: number): number =>
        whole.c0c1.subarray(1 + at, 1 + at + 4).reduce((sum, byte) => sum + byte, 0);
      const digest = 1 + ofDigest + 4 + (sumAt(ofDigest) % 728);
      const key = 1 + ofKey + (sumAt(ofKey + 760) % 632);
      const [opening, answer, last] = fieldsOf(whole);
      const places = [
        ['digest_offset', 1 + ofDigest, 1 + ofDigest + 4],
        ['digest', digest, digest + 32],
        ['key', key, key + 128],
        ['key_offset', 1 + ofKey + 760, 1 + ofKey + 764],
      ] as const;
      expect(opening?.slice(3, 5)).toEqual([
        'rtmpt.handshake.time 1234 @1-5',
        'rtmpt.handshake.program @5-9',
      ]);
      expect(opening?.filter((field) => field.includes('digest') || field.includes('key'))).toEqual(
        places
          .toSorted(([, a], [, b]) => a - b)
          .map(([name, start, end]) => `rtmpt.handshake.${name} @${start}-${end}`),
      );
      expect(answer?.slice(-3)).toEqual([
        'rtmpt.handshake.s2 @1537-3073',
        'rtmpt.handshake.signed @1537-3041',
        'rtmpt.handshake.signature @3041-3073',
      ]);
      expect(last).toEqual([
        'rtmpt.handshake.c2 @0-1536',
        'rtmpt.handshake.signed @0-1504',
        'rtmpt.handshake.signature @1504-1536',
      ]);
    },
  );
});
