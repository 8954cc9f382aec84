import { expect, test } from 'vitest';
import { bytes, hex, join, u24, u32 } from '../writer/bytes.ts';
import { ChunkWriter } from '../writer/chunk.ts';
import { handshake } from '../writer/handshake.ts';
import { pcap } from '../writer/pcap.ts';
import * as rtmp from '../writer/rtmp.ts';
import { Talk, type Utterance } from '../writer/tcp.ts';
import { packets } from '../writer/wire.ts';
import { runInMemory } from './memory-terminal.ts';

/** A sub-message: header, payload, back pointer (RTMP 1.0 §7.1.6). */
const tag = (type: number, time: number, data: Uint8Array): Uint8Array =>
  bytes(type, u24(data.length), u24(time), 0, u24(0), data, u32(11 + data.length));

/** Three times two pictures and a sound, as Flash Media Server sends them to a player. */
function* play(): Generator<Utterance> {
  const { c0c1, s0s1s2, c2 } = handshake();
  const [client, server] = [new ChunkWriter(), new ChunkWriter()];
  yield { from: 0, data: c0c1 };
  yield { from: 1, data: s0s1s2 };
  yield { from: 0, data: c2 };
  yield { from: 0, data: client.write(rtmp.placed(rtmp.command('play', 4, null, 'movie'), { streamId: 1 })) };
  for (const start of [0, 80, 160]) {
    const parts = [
      tag(9, start, hex('17 01 000000 cafe')),
      tag(8, start + 10, hex('af 01 beef')),
      tag(9, start + 40, hex('27 01 000000 f00d')),
    ];
    const message = rtmp.message(22, join(parts), { csid: 4, streamId: 1, timestamp: start });
    yield { from: 1, data: server.write(message) };
  }
}

const capture = pcap(packets(new Talk().converse(play())));
const run = async (...argv: string[]) => (await runInMemory(['-', ...argv], { stdin: [capture] })).stdout;

test('media in aggregates is summed up as other media is', async () => {
  expect(await run()).toMatch(/ {2}6 video H\.264 25 fps.* · 3 audio AAC · .* · in 3 aggregates\n/);
});

test('each message is shown when all are wanted', async () => {
  const lines = (await run('-a')).split('\n');
  expect(lines.filter((line) => / server {2}Aggregate +3 sub-messages/.test(line))).toHaveLength(3);
  expect(lines.filter((line) => / server {2}Video /.test(line))).toHaveLength(6);
});

test('and each is found by a filter', async () => {
  const times = async (filter: string) =>
    (await run('-T', 'ndjson', '-Y', filter))
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { timestamp: number }).timestamp);
  expect(await times('typeid == 9')).toEqual([0, 40, 80, 120, 160, 200]);
  expect(await times('typeid == 8 and part')).toEqual([10, 90, 170]);
  expect(await times('rtmpt.tag.timestamp == 90')).toEqual([80]);
});
