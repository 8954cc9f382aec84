import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readAudioPayload } from '../../src/flv/audio-payload.ts';
import { FrameType } from '../../src/flv/video-codes.ts';
import { createVideoContext, readVideoPayload, type VideoContext } from '../../src/flv/video-payload.ts';
import { dissectFile } from '../dissect/run.ts';
import { traced } from '../flv/traced.ts';

const IDR = 5;
const samples = readdirSync('samples').filter((name) => name.endsWith('.pcap'));

describe.each(samples)('the pictures and sounds of %s', (name) => {
  const file = new Uint8Array(readFileSync(`samples/${name}`));

  test('are read to their last byte, and are what their headers say', async () => {
    const found = await dissectFile(file, { keep: 'payloads' });
    const contexts = new Map<string, VideoContext>();
    let settings = 0;
    for (const { body, payload, csid } of found.messages()) {
      if (payload === undefined || (body.kind !== 'audio' && body.kind !== 'video')) continue;
      for (const content of body.tracks ?? [body]) {
        const track = 'trackId' in content ? content : undefined;
        const key = `${csid} ${track?.trackId}`;
        const context = contexts.get(key) ?? createVideoContext();
        contexts.set(key, context);
        const bytes = payload.subarray(content.bodyStart, track?.bodyEnd);
        const { result, valuesOf } = traced(bytes, (reader) =>
          body.kind === 'video'
            ? readVideoPayload(reader, content, context)
            : readAudioPayload(reader, content),
        );
        expect(result).toBeUndefined();
        if (content.isFrame || content.isSequenceHeader) expect(valuesOf('rtmpt.undeclared')).toEqual([]);
        if (body.kind !== 'video' || !content.isFrame) continue;
        // What the sender said of the picture, and what the encoder wrote.
        const isKey = body.frameType === FrameType.key;
        if (content.codec === 'H.264') expect(valuesOf('rtmpt.avc.nal.type').includes(IDR)).toBe(isKey);
        if (content.codec === 'HEVC')
          expect(valuesOf('rtmpt.hevc.nal.type').some(isRandomAccess)).toBe(isKey);
        if (content.codec === 'VP9') expect(valuesOf('rtmpt.vp9.type')).toEqual([isKey ? 0 : 1]);
        settings += valuesOf('rtmpt.sei.user_data').filter((text) =>
          String(text).startsWith('x264 - core'),
        ).length;
      }
    }
    // FFmpeg, OBS and GStreamer encode H.264 with x264, which writes its settings into the first picture.
    if (!name.includes('enhanced')) expect(settings).toBeGreaterThan(0);
  });
});

/** BLA, IDR, CRA (H.265 table 7-1). */
function isRandomAccess(type: unknown): boolean {
  return Number(type) >= 16 && Number(type) <= 21;
}
