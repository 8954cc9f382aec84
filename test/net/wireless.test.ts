import { expect, test } from 'vitest';
import { bytes, hex } from '../writer/bytes.ts';
import { ipv4 } from '../writer/ip.ts';
import { Talk, tcpBytes } from '../writer/tcp.ts';
import { aggregate, radiotap, wireless } from '../writer/wireless.ts';
import { findSegments } from './find-segments.ts';

const NOTHING = { segments: [], notes: [] };

function packet(payload: string): Uint8Array {
  const tcp = tcpBytes([...new Talk().say(0, bytes(payload))][0]!, 50_000, 1935);
  return ipv4('192.0.2.1', '192.0.2.2', tcp);
}

test('finds every packet of an A-MSDU', () => {
  const payloads = ['one', 'two, longer', '3', 'four'];
  const frame = aggregate(payloads.map(packet));
  for (const trailer of [bytes(), hex('deadbeef')]) {
    const { segments, notes } = findSegments([bytes(frame, trailer)], 105);
    expect(segments.map((segment) => [segment.frame, segment.payload])).toEqual(
      payloads.map((payload) => [1, bytes(payload)]),
    );
    expect(notes).toEqual([]);
  }
});

test('finds the packets of an A-MSDU before the place where the capture cut it', () => {
  const frame = aggregate(['one', 'two'].map(packet));
  for (let kept = 0; kept < frame.length; kept++) {
    const { segments, notes } = findSegments([frame], 105, kept);
    const cut = segments.length < 2;
    expect(notes.map(({ code }) => code)).toEqual(cut ? ['net.malformed'] : []);
  }
  const damaged = frame.slice();
  damaged[26 + 12] = 0xff;
  expect(findSegments([damaged], 105).segments).toMatchObject([{ payload: bytes('one') }]);
});

test('lets pass by what is encrypted, and fragments', () => {
  for (const style of [{ flags: 0x40 }, { flags: 0x04 }, { fragmentNumber: 1 }])
    expect(findSegments([wireless(style).wrap(packet('hello'))], 105)).toEqual(NOTHING);
});

test('lets pass by frames without data', () => {
  const beacon = bytes(hex('8000'), new Uint8Array(60));
  const acknowledgement = bytes(hex('d4000000'), new Uint8Array(6));
  const noData = bytes(hex('4801'), new Uint8Array(22));
  const noDataWithQos = bytes(hex('c801'), new Uint8Array(24));
  expect(findSegments([beacon, acknowledgement, noData, noDataWithQos], 105)).toEqual(NOTHING);
});

test('lets pass by what was damaged in the air', () => {
  for (const time of [false, true]) {
    const good = radiotap(wireless(), { flags: 0x10, time });
    const bad = radiotap(wireless(), { flags: 0x50, time });
    const { segments, notes } = findSegments([bad.wrap(packet('evil!')), good.wrap(packet('hello'))], 127);
    expect(segments).toMatchObject([{ frame: 2, payload: bytes('hello') }]);
    expect(notes).toEqual([]);
  }
});
