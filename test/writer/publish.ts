import { bytes, hex, u32 } from './bytes.ts';
import { ChunkWriter } from './chunk.ts';
import { handshake } from './handshake.ts';
import { Random } from './random.ts';
import * as rtmp from './rtmp.ts';
import type { Utterance } from './tcp.ts';

/** What a publisher sends. */
export type PublishStyle = {
  readonly app?: string;
  readonly streamName?: string;
  /** Length of the publish, at 25 pictures and about 43 sounds a second. */
  readonly seconds?: number;
  /** Bytes of a picture on average; a keyframe each second has four times as many. */
  readonly pictureBytes?: number;
  readonly chunkSize?: number;
  readonly seed?: number;
};

const CLIENT = 0;
const SERVER = 1;

/** A whole publish, as FFmpeg and nginx-rtmp would do it, utterance by utterance and lazily. */
export function* publish(style: PublishStyle = {}): Generator<Utterance> {
  const { app = 'live', streamName = 'movie', seconds = 2, pictureBytes = 800 } = style;
  const { chunkSize = 4096, seed = 1 } = style;
  const client = new ChunkWriter();
  const server = new ChunkWriter();
  const says = (...messages: readonly rtmp.Message[]): Utterance => ({
    from: CLIENT,
    data: client.writeAll(messages),
  });
  const answers = (...messages: readonly rtmp.Message[]): Utterance => ({
    from: SERVER,
    data: server.writeAll(messages),
  });

  const { c0c1, s0s1s2, c2 } = handshake({ seed });
  yield { from: CLIENT, data: c0c1 };
  yield { from: SERVER, data: s0s1s2 };
  yield { from: CLIENT, data: c2 };

  const tcUrl = `rtmp://192.0.2.20/${app}`;
  yield says(rtmp.setChunkSize(chunkSize));
  yield says(rtmp.command('connect', 1, { app, type: 'nonprivate', flashVer: 'FMLE/3.0', tcUrl }));
  yield answers(
    rtmp.windowAcknowledgementSize(5_000_000),
    rtmp.setPeerBandwidth(5_000_000, 2),
    rtmp.setChunkSize(chunkSize),
    rtmp.command(
      '_result',
      1,
      { fmsVer: 'FMS/3,0,1,123', capabilities: 31 },
      { level: 'status', code: 'NetConnection.Connect.Success', description: 'Connection succeeded.' },
    ),
  );
  yield says(rtmp.command('releaseStream', 2, null, streamName));
  yield says(rtmp.command('FCPublish', 3, null, streamName));
  yield says(rtmp.command('createStream', 4, null));
  yield answers(rtmp.command('_result', 4, null, 1));
  yield says(rtmp.placed(rtmp.command('publish', 5, null, streamName, 'live'), { streamId: 1, csid: 4 }));
  yield answers(
    rtmp.userControl(0, u32(1)),
    rtmp.placed(
      rtmp.command('onStatus', 0, null, {
        level: 'status',
        code: 'NetStream.Publish.Start',
        description: '',
      }),
      { streamId: 1, csid: 5 },
    ),
  );
  yield says(rtmp.data('@setDataFrame', 'onMetaData', { width: 320, height: 180, framerate: 25 }));

  yield* media(client, seconds, pictureBytes, new Random(seed));

  yield says(rtmp.command('FCUnpublish', 6, null, streamName));
  yield says(rtmp.command('deleteStream', 7, null, 1));
}

/** Sequence headers, then H.264 pictures and AAC sounds in order of time. */
function* media(
  client: ChunkWriter,
  seconds: number,
  pictureBytes: number,
  random: Random,
): Generator<Utterance> {
  const avcConfiguration = hex(
    '17 00 000000 0164000dffe1001c6764000dacd941419f9f016a02020280000003008000001e478a14cb01000468efbcb0',
  );
  const aacConfiguration = hex('af 00 12 08');
  yield { from: CLIENT, data: client.write(rtmp.video(0, avcConfiguration)) };
  yield { from: CLIENT, data: client.write(rtmp.audio(0, aacConfiguration)) };
  // One pool for all pictures: what they hold does not matter, and random bytes are slow to make.
  const pool = random.bytes(pictureBytes * 8);
  let sound = 0;
  for (let picture = 0; picture < seconds * 25; picture++) {
    const timestamp = picture * 40;
    for (; sound * 23 < timestamp; sound++) {
      const payload = bytes(0xaf, 0x01, pool.subarray(0, Math.min(140, pool.length)));
      yield { from: CLIENT, data: client.write(rtmp.audio(sound * 23, payload), { fmt: 1 }) };
    }
    const key = picture % 25 === 0;
    const length = key ? pictureBytes * 4 : (pictureBytes >>> 1) + random.below(pictureBytes);
    const payload = bytes(key ? 0x17 : 0x27, 0x01, 0, 0, 0, u32(length), pool.subarray(0, length));
    yield { from: CLIENT, data: client.write(rtmp.video(timestamp, payload), { fmt: 1 }) };
  }
}
