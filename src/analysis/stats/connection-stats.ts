import type { Role, RtmpEvent } from '../../rtmp/message.ts';
import type { StreamUse } from '../../rtmp/session.ts';
import type { Conversation, Protocol } from '../conversation.ts';
import { type CallFacts, CallTimes } from './call-times.ts';
import { type FlowFacts, Flows } from './flow.ts';
import { MessageTally, type TallyFacts } from './message-tally.ts';
import { checkPlatforms, type PlatformFacts } from './platform-check.ts';
import { StartUp, type StartUpStep } from './start-up.ts';
import { type TcpFacts, tcpFactsOf } from './tcp-facts.ts';
import type { TrackStats } from './track.ts';
import { type StreamOffset, Tracks } from './tracks.ts';

/** One side of a connection: bytes as TCP delivered them, and those that the capture lacks. */
export type PartyFacts = FlowFacts & {
  readonly address: string;
  /** As it names its software: `flashVer`, `fmsVer`. */
  readonly software: string | undefined;
  /** What encoded the media that it sends, as their metadata say: often its true name, where `software` claims another one. */
  readonly encoder: string | undefined;
  readonly bytes: number;
  readonly gapBytes: number;
  /** `undefined` for a session in HTTP, which has no TCP of its own. */
  readonly tcp: TcpFacts | undefined;
};

/** A published stream held against what platforms publish. */
export type StreamPlatforms = { readonly streamId: number; readonly platforms: readonly PlatformFacts[] };

/** The statistics of one connection. Times in ms unless told. */
export type ConnectionStats = {
  readonly stream: number;
  readonly sessionId: string | undefined;
  readonly protocol: Protocol;
  readonly client: PartyFacts;
  readonly server: PartyFacts;
  readonly app: string | undefined;
  readonly uses: readonly StreamUse[];
  readonly startUp: readonly StartUpStep[];
  readonly calls: readonly CallFacts[];
  readonly messages: readonly TallyFacts[];
  readonly tracks: readonly TrackStats[];
  readonly avOffsets: readonly StreamOffset[];
  readonly platforms: readonly StreamPlatforms[];
};

/** Measures one connection, event by event. */
export class ConnectionMeter {
  readonly conversation: Conversation;
  private readonly startUp: StartUp;
  private readonly flows: Flows;
  private readonly calls = new CallTimes();
  private readonly tally = new MessageTally();
  private readonly tracks = new Tracks();

  constructor(conversation: Conversation) {
    this.conversation = conversation;
    this.startUp = new StartUp(conversation.connection);
    this.flows = new Flows(conversation);
  }

  hear(event: RtmpEvent): void {
    this.startUp.hear(event);
    if (event.kind !== 'message') return;
    this.flows.hear(event);
    this.calls.hear(event);
    this.tally.hear(event);
    this.tracks.hear(event);
  }

  get stats(): ConnectionStats {
    const { conversation } = this;
    const { session } = conversation.rtmp;
    const tracks = this.tracks.stats;
    return {
      stream: conversation.stream,
      sessionId: conversation.sessionId,
      protocol: conversation.protocol,
      client: this.partyOf('client', session.flashVer),
      server: this.partyOf('server', session.fmsVer),
      app: session.app,
      uses: session.uses,
      startUp: this.startUp.steps,
      calls: this.calls.facts(session),
      messages: this.tally.facts,
      tracks,
      avOffsets: this.tracks.offsets,
      platforms: platformsOf(session.uses, tracks),
    };
  }

  private partyOf(role: Role, software: string | undefined): PartyFacts {
    const { conversation } = this;
    const { connection } = conversation;
    const side = conversation.sideOf(role);
    return {
      address: conversation.addressOf(role),
      software,
      encoder: this.tracks.encoders[role],
      bytes: connection.bytes[side],
      gapBytes: connection.gapBytes[side],
      ...this.flows.factsOf(role),
      tcp: connection.health === undefined ? undefined : tcpFactsOf(connection.health.sides[side]),
    };
  }
}

/** Each published stream, by its first tracks. */
function platformsOf(uses: readonly StreamUse[], tracks: readonly TrackStats[]): StreamPlatforms[] {
  const ids = new Set(uses.filter(({ action }) => action === 'publish').map(({ streamId }) => streamId));
  return [...ids].flatMap((streamId) => {
    const sent = tracks.filter((track) => track.from === 'client' && track.streamId === streamId);
    if (sent.length === 0) return [];
    const video = sent.find(({ kind }) => kind === 'video');
    const audio = sent.find(({ kind }) => kind === 'audio');
    return [{ streamId, platforms: checkPlatforms(video, audio) }];
  });
}
