// What a publisher does wrong. `tag` sends every tag of the file, `once` the fifth picture, `greet`, `echo`, `connected`,
// `created` and `opened` come in the course of start-up, `end` in place of a polite close.
import { setTimeout as sleep } from 'node:timers/promises';
import { chunkFaults } from './publish-chunk-faults.mjs';
import { greeting } from './peer.mjs';
import * as wire from './wire.mjs';

/**
 * A fault whose tags are sent with something changed, or left out. Says where it shows: at the first tag that is changed,
 * or that follows one of its kind that was left out.
 */
function changes(change) {
  let struck = false;
  let missing;
  return {
    tag(publisher, tag, state) {
      const changed = change(tag, state);
      if (changed === undefined) {
        missing = tag.type;
        return;
      }
      if (!struck && (changed !== tag || tag.type === missing)) {
        struck = true;
        publisher.strike();
      }
      publisher.sendTag(changed);
    },
  };
}

const STARTS = Buffer.of(0, 0, 0, 1);

/** NAL units behind start codes where their lengths belong. */
function annexB(body) {
  const parts = [body.subarray(0, 5)];
  for (let at = 5; at + 4 <= body.length;) {
    const length = body.readUInt32BE(at);
    parts.push(STARTS, body.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return Buffer.concat(parts);
}

/** ISO 14496-3, 1.A.2.2: the header of AAC-LC, 16 kHz, mono, before the raw frame. */
function adts(body) {
  const length = body.length - 2 + 7;
  const head = [
    0xff,
    0xf1,
    0x60,
    0x40 | (length >> 11),
    (length >> 3) & 255,
    ((length & 7) << 5) | 0x1f,
    0xfc,
  ];
  return Buffer.concat([body.subarray(0, 2), Buffer.from(head), body.subarray(2)]);
}

function metadata(values) {
  return (publisher) => {
    publisher.strike();
    publisher.sendTag({ type: 18, timestamp: 0, body: wire.amf('onMetaData', values) });
  };
}

/** E-RTMP v2: a tag of AVC with its FourCC, and a nanosecond offset before each picture. */
function withNanoseconds(body, nanoseconds) {
  if (body[1] === 0) return Buffer.concat([Buffer.of(0x90), Buffer.from('avc1'), body.subarray(5)]);
  const head = Buffer.concat([Buffer.of(0x87 | (body[0] & 0x70), 2), wire.u24(nanoseconds), Buffer.of(0x01)]);
  return Buffer.concat([head, Buffer.from('avc1'), body.subarray(2)]);
}

function withCompositionTime(tag, milliseconds) {
  const body = Buffer.from(tag.body);
  body.writeUIntBE((0x1000000 + milliseconds) & 0xffffff, 2, 3);
  return { ...tag, body };
}

/** FLV 10.1: SI24 composition time of a picture. */
function compositionTime(body) {
  return (body.readUIntBE(2, 3) << 8) >> 8;
}

export const faults = {
  ...chunkFaults,
  none: {},

  // --- handshake and start-up
  version: { greet: (it, c1) => (it.strike(), it.send(Buffer.of(4), c1)) },
  echo: { echo: (it) => (it.strike(), it.send(greeting().fill(7))) },
  early: { early: true },
  'duplicate-transaction': { createStreamId: 1 },
  'stream-name': { streamName: ' rtmp://127.0.0.1/live/movie' },
  'media-before-publish': {
    created(it) {
      it.strike();
      for (let at = 0; at < 5; at++) {
        it.sendTag({
          type: 8,
          timestamp: at * 64,
          body: Buffer.of(0xaf, 1, 0x21, 0x10, 0x04, 0x60, 0x8c, 0x1c),
        });
      }
    },
  },

  // --- media
  'no-create-stream': { createsNoStream: true },
  'audio-sequence-header-left-out': changes((tag) => (tag.isAudio && tag.isHeader ? undefined : tag)),
  'track-unknown': {
    tag(it, tag) {
      it.sendTag(tag);
      if (!tag.isAudio || tag.isHeader) return;
      if (!it.struck) it.strike();
      it.struck = true;
      const body = Buffer.concat([
        Buffer.of(0x95, 0x01),
        Buffer.from('mp4a'),
        Buffer.of(1),
        tag.body.subarray(2),
      ]);
      it.sendTag({ ...tag, body });
    },
  },
  nanoseconds: {
    tag(it, tag) {
      if (!tag.isVideo) return it.sendTag(tag);
      if (!tag.isHeader && !it.struck) {
        it.struck = true;
        it.strike();
      }
      it.sendTag({ ...tag, body: withNanoseconds(tag.body, 1_500_000) });
    },
  },
  'no-sequence-header': changes((tag) => (tag.isVideo && tag.isHeader ? undefined : tag)),
  'no-keyframe-first': changes((tag, { keys }) =>
    tag.isVideo && !tag.isHeader && keys < 2 && (tag.isKey || keys === 0) ? undefined : tag,
  ),
  adts: changes((tag) => (tag.isAudio && !tag.isHeader ? { ...tag, body: adts(tag.body) } : tag)),
  'annex-b': changes((tag) => (tag.isVideo && !tag.isHeader ? { ...tag, body: annexB(tag.body) } : tag)),
  'empty-audio': changes((tag) =>
    tag.isAudio && tag.timestamp > 500 ? { ...tag, body: Buffer.alloc(0) } : tag,
  ),
  'sequence-header-repeated': {
    tag(it, tag) {
      if (tag.isVideo && tag.isHeader) it.header = tag;
      else if (tag.isVideo && !tag.isKey) {
        if (!it.struck) it.strike();
        it.struck = true;
        it.sendTag({ ...it.header, timestamp: tag.timestamp });
      }
      it.sendTag(tag);
    },
  },
  'video-late': changes((tag) => (tag.isVideo && tag.timestamp < 3000 && !tag.isHeader ? undefined : tag)),
  'audio-late': changes((tag) => (tag.isAudio && tag.timestamp < 3000 && !tag.isHeader ? undefined : tag)),
  'stream-zero': {
    tag(it, tag) {
      if (tag.type === 18) it.strike();
      it.sendTag(tag, { streamId: 0 });
    },
  },
  'composition-time': changes((tag, { pictures }) => {
    if (!tag.isVideo || tag.isHeader || pictures < 5) return tag;
    return withCompositionTime(tag, -700);
  }),
  'composition-time-unit': changes((tag) =>
    tag.isVideo && !tag.isHeader && compositionTime(tag.body) > 0
      ? withCompositionTime(tag, 90 * compositionTime(tag.body))
      : tag,
  ),
  'metadata-size': {
    opened: metadata({ width: 1920, height: 1080, framerate: 60, videocodecid: 7, audiocodecid: 10 }),
    tag: (it, tag) => tag.type !== 18 && it.sendTag(tag),
  },
  'metadata-codec': {
    opened: metadata({
      width: 160,
      height: 90,
      framerate: 10,
      videocodecid: 2,
      audiocodecid: 2,
      audiosamplerate: 16000,
    }),
    tag: (it, tag) => tag.type !== 18 && it.sendTag(tag),
  },
  'not-negotiated': {
    connect: { fourCcList: ['hvc1', 'av01'] },
    tag(it, tag) {
      if (tag.isHeader) it.strike();
      it.sendTag(tag);
    },
  },

  // --- timestamps
  'timestamps-back': changes((tag) =>
    tag.timestamp >= 1500 ? { ...tag, timestamp: tag.timestamp - 1000 } : tag,
  ),
  'timestamps-frozen': changes((tag) =>
    tag.timestamp >= 1000 && !tag.isHeader ? { ...tag, timestamp: 1000 } : tag,
  ),
  'timestamps-presentation': {
    tag(it, tag) {
      if (!tag.isVideo || tag.isHeader) return it.sendTag(tag);
      const timestamp = tag.timestamp + compositionTime(tag.body);
      const body = Buffer.from(tag.body);
      body.writeUIntBE(0, 2, 3);
      if (timestamp < it.latest && !it.struck) {
        it.strike();
        it.struck = true;
      }
      it.latest = timestamp;
      it.sendTag({ ...tag, timestamp, body });
    },
  },
  'timestamps-skewed': changes((tag) =>
    tag.isAudio && !tag.isHeader ? { ...tag, timestamp: tag.timestamp + 800 } : tag,
  ),

  // --- its own window
  'obeys-window': {
    opened(it) {
      it.send(wire.control(5, it.window));
      it.windowFrom = it.sent;
    },
    async tag(it, tag) {
      const next = tag.body.length + 60;
      if (it.sent + next - it.windowFrom > it.window) {
        if (!it.struck) it.strike();
        it.struck = true;
        await it.acknowledged();
        it.windowFrom = it.sent;
      }
      it.sendTag(tag);
    },
  },
  'announces-window': { opened: (it) => it.send(wire.control(5, it.window)) },

  // --- how it ends
  'fin-in-message': {
    async end(it) {
      it.strike();
      it.send(
        wire.header(0, { csid: 6, timestamp: 2000, length: 5000, type: 9, streamId: 1 }),
        Buffer.alloc(900, 0x27),
      );
      it.socket.end();
      await sleep(500);
    },
  },
};
