import { findings, type FindingRecord } from '../../src/index.ts';
import type { Amf0 } from '../writer/amf0.ts';
import { bytes, hex, join, u32 } from '../writer/bytes.ts';
import { ChunkWriter, type ChunkStyle } from '../writer/chunk.ts';
import { handshake, type HandshakeStyle } from '../writer/handshake.ts';
import { pcap } from '../writer/pcap.ts';
import * as rtmp from '../writer/rtmp.ts';
import { type Side, Talk, type WrittenSegment } from '../writer/tcp.ts';
import { packets } from '../writer/wire.ts';

/** A conversation at a pace: each turn comes when its time has come, in a capture that has each packet's time. */
export class Scene {
  readonly talk = new Talk();
  private readonly records: Uint8Array[] = [];
  private readonly senders: Side[] = [];
  private now = 0;
  readonly client = new ChunkWriter();
  readonly server = new ChunkWriter();

  /** @param isOpen whether TCP is open when it begins */
  constructor(isOpen = true) {
    if (isOpen) this.add(...this.talk.open());
  }

  /** Milliseconds go by. */
  wait(milliseconds: number): this {
    this.now += milliseconds;
    return this;
  }

  /** The capture goes on so long, with packets of nobody. */
  idle(milliseconds: number): this {
    return this.wait(milliseconds).add(this.talk.ack(0));
  }

  say(from: Side, data: Uint8Array): this {
    return this.add(...this.talk.say(from, data));
  }

  clientSays(message: rtmp.Message, style?: ChunkStyle): this {
    return this.say(0, this.client.write(message, style));
  }

  serverSays(message: rtmp.Message, style?: ChunkStyle): this {
    return this.say(1, this.server.write(message, style));
  }

  add(...segments: readonly WrittenSegment[]): this {
    const style = { stepNanoseconds: 10_000, startSeconds: 0 };
    for (const segment of segments) {
      const file = pcap(packets([segment]), style);
      const record = file.slice(24);
      const view = new DataView(record.buffer);
      this.now += 0.01;
      view.setUint32(0, 1_700_000_000 + Math.floor(this.now / 1000), true);
      view.setUint32(4, Math.floor((this.now % 1000) * 1000), true);
      this.records.push(record);
      this.senders.push(segment.from);
    }
    return this;
  }

  greet(style?: HandshakeStyle): this {
    const { c0c1, s0s1s2, c2 } = handshake(style);
    return this.say(0, c0c1).say(1, s0s1s2).say(0, c2);
  }

  connect(answer: { readonly [key: string]: Amf0 } = {}): this {
    const tcUrl = 'rtmp://192.0.2.20/live';
    return this.clientSays(
      rtmp.command('connect', 1, { app: 'live', flashVer: 'FMLE/3.0', tcUrl }),
    ).serverSays(
      rtmp.command(
        '_result',
        1,
        { fmsVer: 'FMS/3,0,1,123', ...answer },
        { level: 'status', code: 'NetConnection.Connect.Success', description: '' },
      ),
    );
  }

  createStream(): this {
    return this.clientSays(rtmp.command('createStream', 2, null)).serverSays(
      rtmp.command('_result', 2, null, 1),
    );
  }

  ask(action: 'publish' | 'play', name = 'movie'): this {
    return this.clientSays(rtmp.placed(rtmp.command(action, 0, null, name), { streamId: 1, csid: 8 }));
  }

  /** publish or play, and the answer that it should get. */
  use(action: 'publish' | 'play', name?: string): this {
    return this.ask(action, name).status(
      'status',
      action === 'play' ? 'NetStream.Play.Start' : 'NetStream.Publish.Start',
    );
  }

  status(level: string, code: string, description = ''): this {
    const message = rtmp.command('onStatus', 0, null, { level, code, description });
    return this.serverSays(rtmp.placed(message, { streamId: 1, csid: 5 }));
  }

  /** From the handshake to the answer to publish. */
  publish(name?: string): this {
    return this.greet().connect().createStream().use('publish', name);
  }

  goodbye(): this {
    return this.clientSays(rtmp.command('deleteStream', 9, null, 1)).add(...this.talk.close(0));
  }

  close(by: Side = 0): this {
    return this.add(...this.talk.close(by));
  }

  reset(by: Side): this {
    return this.add(this.talk.reset(by));
  }

  /** The records of what one side sent. */
  recordsOf(side: Side): readonly Uint8Array[] {
    return this.records.filter((_, i) => this.senders[i] === side);
  }

  addRecord(record: Uint8Array): void {
    this.records.push(record);
  }

  /** The capture. */
  get file(): Uint8Array {
    return join([pcap([]), ...this.records]);
  }

  async found(): Promise<readonly FindingRecord[]> {
    return (await findings(this.file)).findings;
  }
}

/** As FFmpeg's libx264 writes it: High profile, 320 × 180. */
export const AVC_HEADER = rtmp.video(
  0,
  hex(
    '17 00000000 01 64000c ff e1 001e 6764000cacb202833f3e02d418181a94000003000400000300ca3c50a920 01 0005 68ebccb22c',
  ),
);
export const AAC_HEADER = rtmp.audio(0, bytes(0xaf, 0, 0x12, 0x08));

/** A picture of H.264, with a NAL unit of 20 bytes. */
export function picture(timestamp: number, isKeyframe = false, compositionTime = 0): rtmp.Message {
  const time = [compositionTime >> 16, compositionTime >> 8, compositionTime].map((byte) => byte & 0xff);
  return rtmp.video(
    timestamp,
    bytes(isKeyframe ? 0x17 : 0x27, 1, ...time, u32(20), new Uint8Array(20).fill(0x41)),
  );
}

/** A frame of AAC. */
export function sound(timestamp: number, data = new Uint8Array(30).fill(0x21)): rtmp.Message {
  return rtmp.audio(timestamp, bytes(0xaf, 1, data));
}

export type MediaStyle = {
  readonly seconds?: number;
  /** What is sent in the place of a picture or sound; nothing for `undefined`. */
  readonly change?: (message: rtmp.Message, index: number) => rtmp.Message | undefined;
  readonly headers?: readonly rtmp.Message[];
  /** Milliseconds of the clock for a millisecond of media. */
  readonly pace?: number;
};

/** Pictures and sounds at their pace: 25 and 43 a second, a keyframe each second. */
export function streamMedia(scene: Scene, style: MediaStyle = {}): Scene {
  const { seconds = 4, change = (message) => message, headers = [AVC_HEADER, AAC_HEADER], pace = 1 } = style;
  for (const header of headers) scene.clientSays(header);
  const media: rtmp.Message[] = [];
  for (let i = 0; i * 40 < seconds * 1000; i++) media.push(picture(i * 40, i % 25 === 0));
  for (let i = 0; (i * 1024) / 44.1 < seconds * 1000; i++) media.push(sound(Math.round((i * 1024) / 44.1)));
  media.sort((a, b) => a.timestamp - b.timestamp);
  let last = 0;
  media.forEach((message, i) => {
    scene.wait((message.timestamp - last) * pace);
    last = message.timestamp;
    const sent = change(message, i);
    if (sent !== undefined) scene.clientSays(sent);
  });
  return scene;
}
