// What a publisher does wrong below the messages: chunk sizes, chunk headers, timestamps in them, control messages.
import { setTimeout as sleep } from 'node:timers/promises';
import * as wire from './wire.mjs';

const VIDEO = { csid: 6, type: 9, streamId: 1 };

function mediaHeader(format, csid, tag, timestamp) {
  return wire.header(format, { csid, timestamp, length: tag.body.length, type: tag.type, streamId: 1 });
}

/** Timestamps behind 0xFFFFFF, where a header has an extended timestamp. */
const LATE = 0x1000000 + 5000;

export const chunkFaults = {
  'chunk-size-zero': { once: (it, tag) => (it.send(wire.control(1, 0)), it.sendTag(tag)) },
  'chunk-size-limit': { once: (it, tag) => (it.send(wire.control(1, 0x80001000)), it.sendTag(tag)) },
  'chunk-size-one': {
    once(it, tag) {
      it.send(wire.control(1, 1));
      it.chunkSize = 1;
      it.sendTag(tag);
    },
  },
  'chunk-size-not-announced': {
    keepsChunkSize: true,
    opened(it) {
      it.chunkSize = 4096;
      it.strike();
    },
  },
  'fresh-type-3': { once: (it, tag) => it.send(wire.basic(3, 9), tag.body.subarray(0, 128)) },
  'fresh-type-2': {
    once: (it, tag) => it.send(wire.header(2, { csid: 9, timestamp: 100 }), tag.body.subarray(0, 128)),
  },
  'fresh-type-1': { once: (it, tag) => it.send(mediaHeader(1, 9, tag, 100), tag.body) },
  'extended-left-out': {
    keepsChunkSize: true,
    tag(it, tag) {
      if (tag.type === 18) return it.sendTag(tag);
      const timestamp = LATE + tag.timestamp;
      const csid = tag.isVideo ? 6 : 4;
      if (tag.body.length > it.chunkSize && !it.struck) {
        it.strike();
        it.struck = true;
      }
      it.send(wire.chunks(mediaHeader(0, csid, tag, timestamp), tag.body, { csid, chunkSize: it.chunkSize }));
    },
  },
  'extended-added': {
    chunkSize: 200,
    tag(it, tag) {
      if (tag.type === 18) return it.sendTag(tag);
      const timestamp = LATE + tag.timestamp;
      const csid = tag.isVideo ? 6 : 4;
      const last = (it.last ??= {})[csid];
      it.last[csid] = timestamp;
      if (last !== undefined && tag.body.length > it.chunkSize && !it.struck) {
        it.strike();
        it.struck = true;
      }
      const first =
        last === undefined
          ? mediaHeader(0, csid, tag, timestamp)
          : mediaHeader(1, csid, tag, timestamp - last);
      const between = wire.u32(timestamp);
      it.send(wire.chunks(first, tag.body, { csid, chunkSize: it.chunkSize, between }));
    },
  },
  'delta-as-absolute': {
    tag(it, tag, { pictures }) {
      if (tag.type === 18 || tag.isHeader || (tag.isVideo ? pictures < 2 : tag.timestamp < 200))
        return it.sendTag(tag);
      if (!it.struck) it.strike();
      it.struck = true;
      it.send(mediaHeader(1, tag.isVideo ? 6 : 4, tag, tag.timestamp), tag.body);
    },
  },
  garbage: {
    once: (it, tag) => (it.send(Buffer.from('this is not a chunk, it is a log line\n')), it.sendTag(tag)),
  },
  'control-on-wrong-stream': {
    once: (it, tag) => (it.send(wire.control(5, 5_000_000, 7, 1)), it.sendTag(tag)),
  },
  'unknown-type': {
    once: (it, tag) => (
      it.send(wire.message({ csid: 7, type: 13, streamId: 1 }, Buffer.from('nobody knows'))),
      it.sendTag(tag)
    ),
  },
  'never-completed': {
    tag(it, tag, { pictures }) {
      if (!tag.isVideo || pictures < 5) return it.sendTag(tag);
      if (it.struck) return;
      it.struck = true;
      it.strike();
      it.send(
        wire.header(0, { ...VIDEO, timestamp: tag.timestamp, length: 200_000 }),
        Buffer.alloc(it.chunkSize, 0x27),
      );
    },
  },
  interleaved: {
    async once(it, tag) {
      it.send(
        wire.header(0, { ...VIDEO, timestamp: tag.timestamp, length: 6000 }),
        Buffer.alloc(it.chunkSize, 0x27),
      );
      await sleep(20);
      it.sendTag(tag);
    },
  },
  'abort-unknown': { once: (it, tag) => (it.send(wire.control(2, 40)), it.sendTag(tag)) },
  'non-minimal-csid': {
    once(it, tag) {
      const short = wire.header(0, {
        csid: 6,
        timestamp: tag.timestamp,
        length: tag.body.length,
        type: 9,
        streamId: 1,
      });
      it.send(Buffer.of(1, 36, 0), short.subarray(1), tag.body);
    },
  },
  'negative-delta': {
    once(it, tag) {
      it.send(mediaHeader(1, 6, tag, 0xfffffe - 198), tag.body);
    },
  },
};
