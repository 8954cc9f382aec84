import type { Conversation } from './analysis/conversation.ts';
import type { FrameStamp } from './bytes/frame-stamp.ts';
import type { StreamSink } from './bytes/stream-sink.ts';
import { type CaptureSource, Dissection } from './dissect.ts';
import type { Role } from './rtmp/message.ts';

/** The next bytes that one side of a connection sent, or how many of them the capture lacks. */
export type StreamPiece = {
  readonly from: Role;
  /** Bytes of this side before it, missing ones counted. */
  readonly offset: number;
  /** The frame that made it deliverable, or showed that it is missing. */
  readonly frame: number;
  /** `undefined` where `length` bytes are missing. */
  readonly bytes: Uint8Array | undefined;
  readonly length: number;
};

/**
 * The bytes of one TCP connection, RTMP or not, as TCP delivered them: in order, each once. What the capture lacks is a
 * piece without bytes.
 *
 * @example
 * import { followStream } from 'rtmp-dissect';
 *
 * const sent = { client: 0, server: 0 };
 * for await (const { from, length } of followStream('samples/play-missing.pcap', 1)) sent[from] += length;
 * console.log(sent); // { client: 3445, server: 3503 }
 * @param stream number of the TCP connection, from 0 in order of appearance, as Wireshark's `tcp.stream`
 * @throws CaptureError when the capture can't be opened or is not a capture
 */
export async function* followStream(source: CaptureSource, stream: number): AsyncGenerator<StreamPiece> {
  let pieces: StreamPiece[] = [];
  const dissection = await Dissection.open(source);
  const follow = (conversation: Conversation): readonly [StreamSink, StreamSink] | undefined => {
    if (conversation.stream !== stream) return undefined;
    const take = (piece: StreamPiece): void => void pieces.push(piece);
    return [sideSink(conversation, 0, take), sideSink(conversation, 1, take)];
  };
  for await (const _ of dissection.read({ event: () => {}, follow })) {
    yield* pieces;
    pieces = [];
  }
  dissection.end();
  yield* pieces;
}

function sideSink(conversation: Conversation, side: 0 | 1, take: (piece: StreamPiece) => void): StreamSink {
  let offset = 0;
  const tell = (bytes: Uint8Array | undefined, length: number, { frame }: FrameStamp): void => {
    take({ from: conversation.rtmp.roleOf(side), offset, frame, bytes, length });
    offset += length;
  };
  return {
    bytes: (data, start, end, _origin, now) => tell(data.slice(start, end), end - start, now),
    gap: (length, now) => tell(undefined, length, now),
    end: () => {},
  };
}
