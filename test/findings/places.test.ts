import { describe, expect, test } from 'vitest';
import { findings } from '../../src/index.ts';
import { runInMemory } from '../cli/memory-terminal.ts';
import * as rtmp from '../writer/rtmp.ts';
import { Scene } from './find.ts';

/** One less than tshark's relative `tcp.seq` of the frame: the SYN takes the number 0. */
const TSHARK: readonly (readonly [
  sample: string,
  id: string,
  frame: number,
  from: string,
  offset: number,
])[] = [
  ['killed-server', 'close.server-rst', 102, 'server', 3482],
  ['play-not-found', 'play.not-found', 27, 'server', 3365],
  ['play-not-found', 'close.client-fin', 28, 'client', 3445],
  ['publish-rejected', 'publish.rejected', 24, 'server', 3308],
  ['network-loss', 'tcp.retransmissions', 12, 'server', 1448],
  ['stall-network', 'stall.network', 85, 'client', 8673],
  ['stall-network', 'tcp.retransmissions', 85, 'client', 8673],
  ['fin-in-message', 'tcp.fin-in-message', 84, 'client', 8209],
];

test.each(TSHARK)(
  '%s: %s is at the byte that tshark has in frame %i',
  async (sample, id, frame, from, offset) => {
    const { findings: found } = await findings(`samples/faults/${sample}.pcap`);
    expect(found.find((one) => one.id === id)).toMatchObject({ frame, from, offset });
  },
);

describe('a finding about a message is at the first byte of it', () => {
  // The handshake of each side has 1 + 1536 + 1536 bytes.
  const GREETING = 3073;

  const connect = rtmp.command('connect', 1, { app: 'live' });

  test('of its own side', async () => {
    const scene = new Scene().greet();
    const before = scene.client.write(connect);
    const [found] = await scene.say(0, before).clientSays(rtmp.setChunkSize(1)).found();
    const offset = GREETING + before.length;
    expect(found).toMatchObject({ id: 'chunk.size-one', side: 'client', from: 'client', offset });
  });

  test('of the other side, where that lacks an answer', async () => {
    const [found] = await new Scene().greet().clientSays(connect).idle(8000).found();
    const place = { side: 'server', from: 'client', offset: GREETING };
    expect(found).toMatchObject({ id: 'connect.unanswered', ...place });
  });

  test('and not at that of the frame, where another message stands before it', async () => {
    const scene = new Scene().greet();
    const before = scene.client.write(connect);
    const both = [...before, ...scene.client.write(rtmp.setChunkSize(0))];
    const [found] = await scene.say(0, new Uint8Array(both)).found();
    expect(found).toMatchObject({ id: 'chunk.size-zero', offset: GREETING + before.length });
  });

  test('and not at that of the frame, where its header came in one before it', async () => {
    const scene = new Scene().greet();
    const size = scene.client.write(rtmp.setChunkSize(0));
    const [found] = await scene.say(0, size.slice(0, 12)).say(0, size.slice(12)).found();
    expect(found).toMatchObject({ id: 'chunk.size-zero', offset: GREETING });
  });
});

test('a hole in the capture is at its first byte, although an acknowledgement of the other side shows it', async () => {
  const { findings: found } = await findings('samples/faults/capture-gap.pcap');
  const place = { from: 'client', offset: 8177, frame: 98 };
  expect(found.find(({ id }) => id === 'capture.gap')).toMatchObject(place);
});

test.each([
  'ack-none',
  'capture-one-direction',
  'round-trip-long',
  'refused',
  'syn-unanswered',
  'reconnect-loop',
])('what is at no byte has none: %s', async (sample) => {
  const [first] = (await findings(`samples/faults/${sample}.pcap`)).findings;
  expect(first!.offset).toBeUndefined();
  expect(first!.from).toBeUndefined();
});

test('the text has it between frame and time, and says whose stream it is where that is another side', async () => {
  const lines = async (sample: string): Promise<string> =>
    (await runInMemory(['findings', `samples/faults/${sample}.pcap`])).stdout;
  expect(await lines('publish-rejected')).toContain(
    'publish.rejected · server · frame 24 · byte 3,308 · 0.171412 s',
  );
  expect(await lines('stall-network')).toContain(
    'stall.network · network · frame 85 · byte 8,673 of the client · ',
  );
});
