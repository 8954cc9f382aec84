import type { Amf0 } from '../../test/writer/amf0.ts';
import { u32 } from '../../test/writer/bytes.ts';
import { handshake } from '../../test/writer/handshake.ts';
import type { Random } from '../../test/writer/random.ts';
import * as rtmp from '../../test/writer/rtmp.ts';
import type { Utterance } from '../../test/writer/tcp.ts';
import type { Role } from '../../src/rtmp/message.ts';
import type { Dialogue } from './dialogue.ts';
import { media, type Quality } from './media.ts';

/** What a publisher or a player does from its handshake to its end. */
export type SessionPlan = {
  readonly action: 'publish' | 'play';
  readonly quality: Quality;
  /** Of the side that sends the media; 128, the protocol's default, is not announced. */
  readonly chunkSize: number;
  /** Whether sounds are sent between the chunks of pictures. */
  readonly mixes: boolean;
  readonly streamName: string;
  readonly seconds: number;
};

const ROUND_TRIP_MS = 12;
const DEFAULT_CHUNK_SIZE = 128;
/** A player may join a stream that has been on the air for hours: with timestamps of more than 24 bits. */
const LATEST_JOIN_MS = 6 * 3600 * 1000;

/** A session, utterance by utterance and lazily; `dialogue.now` goes with it. */
export function* session(
  plan: SessionPlan,
  dialogue: Dialogue,
  random: Random,
  isOver: () => boolean,
): Generator<Utterance> {
  const sender: Role = plan.action === 'publish' ? 'client' : 'server';
  yield* opening(plan, sender, dialogue, random);
  yield* plan.action === 'publish' ? publishing(plan, dialogue) : playing(plan, dialogue);

  const start = dialogue.now;
  const timestamp = sender === 'client' ? 0 : random.below(LATEST_JOIN_MS);
  for (const { milliseconds, messages } of media(plan.quality, timestamp, plan.mixes, random)) {
    if (milliseconds > plan.seconds * 1000 || isOver()) break;
    dialogue.now = Math.max(dialogue.now, start + milliseconds);
    const [first, second] = messages;
    yield second === undefined ? dialogue.say(sender, first!) : dialogue.mix(sender, first!, second);
    yield* dialogue.acknowledge(sender === 'client' ? 'server' : 'client');
  }

  if (sender === 'client')
    yield dialogue.say('client', rtmp.command('FCUnpublish', 6, null, plan.streamName));
  yield dialogue.say('client', rtmp.command('deleteStream', 7, null, 1));
}

/** The handshake and `connect`. */
function* opening(
  { action, chunkSize }: SessionPlan,
  sender: Role,
  dialogue: Dialogue,
  random: Random,
): Generator<Utterance> {
  const { c0c1, s0s1s2, c2 } = handshake({ seed: random.next() });
  yield dialogue.raw('client', c0c1);
  dialogue.now += ROUND_TRIP_MS;
  yield dialogue.raw('server', s0s1s2);
  yield dialogue.raw('client', c2);
  const announce = (role: Role): rtmp.Message[] =>
    role === sender && chunkSize !== DEFAULT_CHUNK_SIZE ? [rtmp.setChunkSize(chunkSize)] : [];
  const flashVer = action === 'publish' ? 'FMLE/3.0 (compatible; benchmark)' : 'LNX 9,0,124,2';
  const asked = { app: 'live', type: 'nonprivate', flashVer, tcUrl: 'rtmp://192.0.2.20/live' };
  yield dialogue.say('client', ...announce('client'), rtmp.command('connect', 1, asked));
  dialogue.now += ROUND_TRIP_MS;
  yield dialogue.say(
    'server',
    rtmp.windowAcknowledgementSize(5_000_000),
    rtmp.setPeerBandwidth(5_000_000, 2),
    ...announce('server'),
    rtmp.command(
      '_result',
      1,
      { fmsVer: 'FMS/3,0,1,123', capabilities: 31 },
      status('NetConnection.Connect.Success'),
    ),
  );
}

function* publishing({ streamName, quality }: SessionPlan, dialogue: Dialogue): Generator<Utterance> {
  yield dialogue.say('client', rtmp.command('releaseStream', 2, null, streamName));
  yield dialogue.say('client', rtmp.command('FCPublish', 3, null, streamName));
  yield* creating(dialogue);
  yield dialogue.say('client', onStream(rtmp.command('publish', 5, null, streamName, 'live')));
  dialogue.now += ROUND_TRIP_MS;
  yield dialogue.say(
    'server',
    onStream(rtmp.command('onStatus', 0, null, status('NetStream.Publish.Start'))),
  );
  yield dialogue.say('client', rtmp.data('@setDataFrame', 'onMetaData', metadata(quality)));
}

function* playing({ streamName, quality }: SessionPlan, dialogue: Dialogue): Generator<Utterance> {
  yield* creating(dialogue);
  yield dialogue.say(
    'client',
    onStream(rtmp.command('play', 0, null, streamName, -2000)),
    rtmp.userControl(3, u32(1), u32(3000)),
  );
  dialogue.now += ROUND_TRIP_MS;
  yield dialogue.say(
    'server',
    rtmp.userControl(0, u32(1)),
    onStream(rtmp.command('onStatus', 0, null, status('NetStream.Play.Start'))),
    rtmp.data('|RtmpSampleAccess', true, true),
    rtmp.data('onMetaData', metadata(quality)),
  );
}

function* creating(dialogue: Dialogue): Generator<Utterance> {
  yield dialogue.say('client', rtmp.command('createStream', 4, null));
  dialogue.now += ROUND_TRIP_MS;
  yield dialogue.say('server', rtmp.command('_result', 4, null, 1));
}

function onStream(message: rtmp.Message): rtmp.Message {
  return rtmp.placed(message, { streamId: 1, csid: 5 });
}

function status(code: string): Amf0 {
  return { level: 'status', code, description: '' };
}

function metadata({ videoKbps, framesPerSecond, audioKbps }: Quality): Amf0 {
  return {
    width: 320,
    height: 180,
    framerate: framesPerSecond,
    videocodecid: 7,
    videodatarate: videoKbps,
    audiocodecid: 10,
    audiodatarate: audioKbps,
    audiosamplerate: 44_100,
    stereo: true,
  };
}
