import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { stats } from '../../src/index.ts';
import type { ConnectionStats } from '../../src/index.ts';
import { FIRST_CLOSED, OPENED_AGAIN, troubledPublish } from '../analysis/stats/troubled.ts';

/**
 * What tshark 4.0.17 says of the samples.
 * roundTrip, in ms: `-T fields -e tcp.stream -e tcp.analysis.initial_rtt`.
 * calls, in ms: frame.time_relative of the frame with the answer, less that of the call, in
 * `-Y 'rtmpt.header.typeid==0x14' -T fields -e tcp.stream -e frame.number -e frame.time_relative -e _ws.col.Info`.
 * segments and bytes: `-Y 'tcp.len>0 && tcp.dstport==1935' -T fields -e tcp.stream -e tcp.len`, counted and summed up; from the
 * server with tcp.srcport.
 * No sample has a frame with `-Y 'tcp.analysis.retransmission || tcp.analysis.out_of_order || tcp.analysis.zero_window'`.
 */
const SAMPLES = [
  {
    sample: 'publish-obs.pcap',
    connections: [
      {
        roundTrip: 0.029,
        calls: { connect: 47.974, createStream: 2.06, publish: 0.067 },
        client: [455, 123_717],
        server: [7, 3602],
      },
    ],
  },
  {
    sample: 'play-rtmpdump.pcap',
    connections: [
      {
        roundTrip: 0.025,
        calls: { connect: 44.051, createStream: 0.11, publish: 0.141 },
        client: [570, 156_650],
        server: [7, 3602],
      },
      {
        roundTrip: 0.024,
        calls: { connect: 43.467, createStream: 0.053, play: 43.838 },
        client: [11, 3489],
        server: [287, 112_838],
      },
    ],
  },
  {
    sample: 'publish-play-vlc.pcap',
    connections: [
      {
        roundTrip: 0.024,
        calls: { connect: 44.005, createStream: 0.125, publish: 0.12 },
        client: [686, 185_661],
        server: [7, 3602],
      },
      {
        roundTrip: 0.025,
        calls: { connect: 43.977, createStream: 0.075, play: 44.014 },
        client: [7, 3443],
        server: [197, 106_753],
      },
    ],
  },
  {
    sample: 'publish-gstreamer.pcap',
    connections: [
      {
        roundTrip: 0.031,
        calls: { connect: 43.981, createStream: 0.107, publish: 0.091 },
        client: [436, 170_626],
        server: [7, 3602],
      },
    ],
  },
  {
    sample: 'play-missing.pcap',
    connections: [
      {
        roundTrip: 0.098,
        calls: { connect: 43.997, createStream: 0.107, play: 0.581 },
        client: [9, 3481],
        server: [10, 77_822],
      },
      {
        roundTrip: 0.032,
        calls: { connect: 43.991, createStream: 0.095, play: 0.186 },
        client: [7, 3445],
        server: [6, 3503],
      },
    ],
  },
];

const CALLS: readonly string[] = ['connect', 'createStream', 'publish', 'play'];

function tallyOf({ bytes, tcp }: ConnectionStats['client']): (number | undefined)[] {
  return [tcp?.segments, bytes];
}

describe('start-up, round trips and TCP are as tshark measures them', () => {
  test.each(SAMPLES)('$sample', async ({ sample, connections: expected }) => {
    const { connections } = await stats(`samples/${sample}`);
    const measured = connections.map(({ startUp, calls, client, server }) => ({
      roundTrip: startUp.find(({ step }) => step === 'tcp')?.took,
      calls: Object.fromEntries(
        calls.filter(({ name }) => CALLS.includes(name)).map(({ name, mean }) => [name, mean]),
      ),
      client: tallyOf(client),
      server: tallyOf(server),
    }));
    expect(measured).toEqual(expected);
    for (const { client, server } of connections) {
      for (const { tcp } of [client, server]) {
        expect(tcp).toMatchObject({ retransmittedSegments: 0, outOfOrderSegments: 0, zeroWindows: 0 });
      }
    }
  });
});

test('retransmissions and closed windows are as tshark finds them', async () => {
  // -Y tcp.analysis.retransmission -T fields -e frame.number -e tcp.len: 1145 728, 1146 1084, 1147 958
  // -Y tcp.analysis.zero_window -T fields -e frame.number -e frame.time_relative: from 20 0.019 to 1019 1.018
  // -Y tcp.analysis.window_update, the same fields: 1020 1.019; -Y tcp.analysis.out_of_order: none
  expect([FIRST_CLOSED, OPENED_AGAIN]).toEqual([20, 1020]);
  const { connections } = await stats(troubledPublish());
  expect(connections).toHaveLength(1);
  const [{ client, server }] = connections as [ConnectionStats];
  expect(client.tcp).toMatchObject({
    retransmittedSegments: 3,
    retransmittedBytes: 728 + 1084 + 958,
    outOfOrderSegments: 0,
    zeroWindows: 0,
  });
  expect(server.tcp).toMatchObject({ retransmittedSegments: 0, zeroWindows: 1, zeroWindowTime: 1000 });
});

/** The Info of every message of a connection, as tshark has it: `Set Chunk Size 4096`. */
function messagesOf(sample: string, stream: number): string[] {
  const lines = readFileSync(`samples/${sample.replace('.pcap', '.tshark.tsv')}`, 'utf8').split('\n');
  return lines
    .map((line) => line.split('\t'))
    .filter(([, number]) => Number(number) === stream)
    .flatMap(([, , info = '']) => info.split('|'));
}

describe('messages, chunk sizes and windows are those that tshark reads', () => {
  const samples = readdirSync('samples').filter((name) => name.endsWith('.pcap'));
  test.each(samples)('%s', async (sample) => {
    const { connections } = await stats(`samples/${sample}`);
    expect(connections.length).toBeGreaterThan(0);
    for (const { stream, client, server, messages } of connections) {
      const read = messagesOf(sample, stream);
      const valuesOf = (name: string): number[] =>
        read
          .filter((info) => info.startsWith(`${name} `))
          .map((info) => parseInt(info.slice(name.length), 10));
      const sizes = [...client.chunkSizes, ...server.chunkSizes];
      expect(sizes.sort((a, b) => a - b)).toEqual(valuesOf('Set Chunk Size').sort((a, b) => a - b));
      expect([client.window, server.window].filter((window) => window !== undefined)).toEqual(
        valuesOf('Window Acknowledgement Size'),
      );
      expect([client.peerBandwidth]).toEqual(valuesOf('Set Peer Bandwidth'));
      for (const name of ['Audio Data', 'Video Data']) {
        const told = messages.filter((tally) => tally.name === name);
        const count = told.reduce((sum, tally) => sum + tally.messages, 0);
        expect(count).toBe(read.filter((info) => info === name).length);
      }
    }
  });
});

test('what OBS encodes with is in its metadata, and not in what it calls itself', async () => {
  // Debian's package is 29.0.2+dfsg-1+b1: see samples/README.md.
  const { connections } = await stats('samples/publish-obs.pcap');
  const [{ client, server }] = connections as [ConnectionStats];
  expect(client.encoder).toMatch(/libobs version 29\.0\.2/);
  expect(client.software).not.toMatch(/obs/);
  expect(server.encoder).toBeUndefined();
});
