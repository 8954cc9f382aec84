import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as link from '../writer/link.ts';
import { Talk } from '../writer/tcp.ts';
import { HOSTS4, HOSTS6, packets } from '../writer/wire.ts';
import { findSegments } from './find-segments.ts';
import { LINKS } from './links.ts';

const linkTypes = [...new Set([...LINKS.map(([, { linkType }]) => linkType), 195, 228, 229])];

const honest = [HOSTS4, HOSTS6].flatMap((hosts) =>
  [link.ethernet(), link.ethernet(0x8100), link.pppoe].flatMap((wrapping) => [
    ...packets(new Talk().converse([{ from: 0, data: new Uint8Array(500) }]), {
      hosts,
      link: wrapping,
      fragmentSize: 200,
    }),
  ]),
);

function check(segments: ReturnType<typeof findSegments>['segments']): void {
  for (const { payload, payloadLength, addressLength } of segments) {
    expect(payloadLength).toBeGreaterThanOrEqual(payload.length);
    expect([4, 16]).toContain(addressLength);
  }
}

test('survives random bytes of any link type', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...linkTypes),
      fc.array(fc.uint8Array({ maxLength: 120 }), { maxLength: 20 }),
      (type, random) => {
        check(findSegments(random, type).segments);
      },
    ),
  );
});

test('survives packets with wrong bytes in their headers, cut anywhere', () => {
  const edits = fc.array(fc.record({ at: fc.nat(100), value: fc.nat(255) }), { maxLength: 4 });
  fc.assert(
    fc.property(
      fc.array(edits, { maxLength: honest.length }),
      fc.integer({ min: 0, max: 700 }),
      (all, snapLength) => {
        const damaged = honest.map((packet, i) => {
          const copy = packet.slice();
          for (const { at, value } of all[i] ?? []) if (at < copy.length) copy[at] = value;
          return copy;
        });
        check(findSegments(damaged, 1, snapLength).segments);
      },
    ),
  );
});

test.each(LINKS)('survives a packet with wrong bytes in its headers, cut anywhere: %s', (_name, wrapping) => {
  const [packet] = [...packets(new Talk().say(0, new Uint8Array(20)), { link: wrapping })];
  const edits = fc.array(fc.record({ at: fc.nat(packet!.length - 1), value: fc.nat(255) }), { maxLength: 4 });
  const cut = fc.integer({ min: 0, max: packet!.length });
  fc.assert(
    fc.property(edits, cut, (all, snapLength) => {
      const damaged = packet!.slice();
      for (const { at, value } of all) damaged[at] = value;
      check(findSegments([damaged], wrapping.linkType, snapLength).segments);
    }),
  );
});
