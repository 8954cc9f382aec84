import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ConnectionStats, stats } from '../../src/index.ts';

/** What is known of a fault without any dissector: see samples/faults/README.md. */
type Fault = { readonly stream: number; readonly facts: Readonly<Record<string, number>> };

async function measured(name: string): Promise<ConnectionStats & Pick<Fault, 'facts'>> {
  const { stream, facts } = JSON.parse(readFileSync(`samples/faults/${name}.json`, 'utf8')) as Fault;
  const { connections } = await stats(`samples/faults/${name}.pcap`);
  return { ...connections.find((connection) => connection.stream === stream)!, facts };
}

function stepsOf({ startUp }: ConnectionStats): string[] {
  return startUp.map(({ step, refused }) => (refused === true ? `${step} refused` : step));
}

describe('start-up', () => {
  test.each([
    ['handshake-silent-server', ['tcp']],
    ['connect-rejected', ['tcp', 'handshake', 'connect refused']],
    ['create-stream-failed', ['tcp', 'handshake', 'connect', 'createStream refused']],
    ['call-unanswered', ['tcp', 'handshake', 'connect']],
    ['publish-unanswered', ['tcp', 'handshake', 'connect', 'createStream']],
    ['publish-rejected', ['tcp', 'handshake', 'connect', 'createStream', 'publish refused']],
    ['play-not-found', ['tcp', 'handshake', 'connect', 'createStream', 'play refused']],
    // Nothing is known of the start of what began before.
    ['capture-began-late', []],
  ])('%s: %j', async (name, steps) => {
    expect(stepsOf(await measured(name))).toEqual(steps);
  });

  test('a call that is answered late took as long', async () => {
    const { startUp, facts } = await measured('call-late');
    const { took } = startUp.find(({ step }) => step === 'createStream')!;
    expect(Math.abs(took! - facts['milliseconds']!)).toBeLessThan(100);
  });
});

describe('calls', () => {
  test('those that were refused, and those that wait for an answer in vain', async () => {
    const { calls } = await measured('play-not-found');
    const told = calls.map(({ name, answered, refused, unanswered, needsAnswer }) => ({
      [name]: [answered, refused, unanswered, needsAnswer],
    }));
    expect(told).toEqual([
      { connect: [1, 0, 0, true] },
      { createStream: [1, 0, 0, true] },
      { play: [1, 1, 0, true] },
      { getStreamLength: [0, 0, 1, false] },
    ]);
    const { calls: vain } = await measured('publish-unanswered');
    const due = vain.filter(({ needsAnswer, unanswered }) => needsAnswer && unanswered > 0);
    expect(due.map(({ name }) => name)).toEqual(['publish']);
  });
});

describe('timestamps', () => {
  test('sound that runs away from the picture, although it is sent in the order of timestamps', async () => {
    const { avOffsets, tracks, facts } = await measured('timestamp-drift');
    const percent = facts['audioFasterPercent']!;
    const [{ drift, series }] = avOffsets as [ConnectionStats['avOffsets'][0]];
    // So many percent of a minute are milliseconds a minute.
    expect(Math.abs(drift! - percent * 600)).toBeLessThan(percent * 6);
    expect(series.values.at(-1)! - series.values[0]!).toBeGreaterThan(percent * 75);
    const sound = tracks.find(({ kind }) => kind === 'audio')!;
    const { first, last } = sound.timestamps;
    const samples = ((sound.frames - 1) * 1024 * 1000) / 16_000;
    expect(sound.aheadOfSamples).toBeCloseTo(last - first - samples, 1);
  });

  test('sound that begins late', async () => {
    const { avOffsets, tracks, facts } = await measured('av-offset');
    const video = tracks.find(({ kind }) => kind === 'video')!;
    expect(avOffsets[0]!.start).toBe(facts['audioBehindVideoMs']! - video.timestamps.first);
  });

  test('a jump is counted, and is no media time', async () => {
    const { tracks, facts } = await measured('timestamp-jump');
    expect(tracks).toHaveLength(2);
    for (const { timestamps, duration } of tracks) {
      expect([timestamps.jumps, timestamps.gaps, timestamps.backwards]).toEqual([1, 0, 0]);
      const { first, last } = timestamps;
      // What the jump takes away is the length of a frame.
      expect(Math.abs(duration! - (last - first - facts['jumpMs']!))).toBeLessThan(200);
    }
  });

  test('presentation times of B-frames are out of order, and last no longer for it', async () => {
    const { tracks } = await measured('timestamp-presentation');
    const video = tracks.find(({ kind }) => kind === 'video')!;
    // 30 pictures, 10 a second: samples/faults/README.md.
    expect(video).toMatchObject({
      frames: 30,
      duration: 3000,
      frameRate: { mean: 10, median: 10, worst: 10 },
    });
    expect(video.timestamps.backwards).toBeGreaterThan(0);
  });
});
