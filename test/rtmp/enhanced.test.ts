import { describe, expect, test } from 'vitest';
import { bytes, hex, u24 } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import * as rtmp from '../writer/rtmp.ts';
import { CLIENT, codes, counting, Hearing } from './hear.ts';

/** What a client says in chunks of 128 bytes, of which only the first bytes of media are kept. */
function heard(...messages: readonly rtmp.Message[]): Hearing {
  const hearing = new Hearing({ keep: 'heads' }).greets();
  const writer = new ChunkWriter();
  for (const message of messages) hearing.says(CLIENT, writer.write(message));
  return hearing;
}

const track = (trackId: number, length: number) =>
  bytes(trackId, u24(length), new Uint8Array(3), counting(length - 3));

describe('although payloads are not kept', () => {
  test('all tracks of a message are found', () => {
    const { messages } = heard(
      rtmp.video(0, bytes(0x96, 0x11, 'hvc1', track(1, 400), track(2, 300), track(3, 20))),
      rtmp.video(40, hex('27 01 000000 00')),
    );
    expect(messages[0]).toMatchObject({
      payload: undefined,
      notes: undefined,
      body: { tracks: [{ trackId: 1 }, { trackId: 2 }, { trackId: 3, size: 20 }] },
    });
    expect(messages[1]).toMatchObject({ timestamp: 40, body: { codec: 'H.264' } });
  });

  test('the configurations of all tracks are there, and each is looked at', () => {
    const payload = bytes(0x96, 0x20, 'hvc1', track(1, 100), 'avc1', track(2, 90));
    const { messages } = heard(rtmp.video(0, payload));
    expect(messages[0]).toMatchObject({
      payload,
      // Both begin with a version of 0.
      notes: [{ code: 'flv.config-version' }, { code: 'flv.config-version' }],
      body: { isSequenceHeader: true, tracks: [{ fourCc: 'hvc1' }, { fourCc: 'avc1' }] },
    });
  });

  test('a header is read that is longer than the bytes kept of a picture', () => {
    const modifier = bytes(0xff, 0x01, 0x00, new Uint8Array(257), 0x11);
    const { messages } = heard(rtmp.video(0, bytes(0x97, modifier, 'hvc1', hex('000028'), counting(500))));
    expect(messages[0]).toMatchObject({
      payload: undefined,
      notes: undefined,
      body: { modEx: [{ type: 1, size: 257 }], fourCc: 'hvc1', compositionTime: 40, isFrame: true },
    });
  });

  test('modified sound takes no more than its first bytes', () => {
    const { messages } = heard(rtmp.audio(0, bytes(hex('97 02 0001f4 05 01'), 'Opus', 1, counting(500))));
    expect(messages[0]).toMatchObject({
      length: 512,
      payload: undefined,
      notes: undefined,
      body: { timestampOffsetNano: 500, tracks: [{ trackId: 1 }] },
    });
  });

  test('a metadata packet is read to its end', () => {
    const info = bytes(
      hex('02 0009'),
      'colorInfo',
      hex('03 0001'),
      'x',
      hex('02 0064'),
      'y'.repeat(100),
      hex('000009'),
    );
    const { messages } = heard(rtmp.video(0, bytes(0xd4, 'hvc1', info)));
    expect(messages[0]).toMatchObject({
      notes: undefined,
      body: { metadata: ['colorInfo', { properties: [['x', 'y'.repeat(100)]] }] },
    });
  });
});

test('what breaks the specification is noted, and what breaks off too', () => {
  const { messages } = heard(
    rtmp.audio(0, hex('97 02 ffffff 01 4f707573 fc')),
    rtmp.audio(0, hex('94 4f707573 01 02 00000001')),
    rtmp.video(0, hex('96 16 61763031 00 000000')),
    rtmp.video(0, hex('96 11 61763031 00 000005 aa')),
  );
  expect(messages.map((message) => codes(message))).toEqual([
    ['flv.modex-nano'],
    ['flv.channel-count'],
    ['flv.multitrack-packet-type'],
    ['truncated'],
  ]);
});
