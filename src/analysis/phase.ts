import { propertyOf } from '../amf/value.ts';
import { holdsMedia } from '../rtmp/aggregate.ts';
import { UserControlEvent } from '../rtmp/codes.ts';
import type { Message, RtmpEvent } from '../rtmp/message.ts';

/** Where a connection is in its life, in the order in which RTMP 1.0 tells it. */
export type Phase = 'handshake' | 'connect' | 'createStream' | 'publish' | 'play' | 'media' | 'teardown';

/** Commands that open a phase, whoever sends them. */
const OPENERS: ReadonlyMap<string, Phase> = new Map<string, Phase>([
  ['connect', 'connect'],
  ['releaseStream', 'createStream'],
  ['FCPublish', 'createStream'],
  ['FCSubscribe', 'createStream'],
  ['createStream', 'createStream'],
  ['publish', 'publish'],
  ['getStreamLength', 'play'],
  ['play', 'play'],
  ['play2', 'play'],
  ['FCUnpublish', 'teardown'],
  ['FCUnsubscribe', 'teardown'],
  ['closeStream', 'teardown'],
  ['deleteStream', 'teardown'],
  ['close', 'teardown'],
]);
/** Status codes that end a stream. */
const CLOSING_CODES = new Set([
  'NetStream.Unpublish.Success',
  'NetStream.Play.Stop',
  'NetStream.Play.Complete',
]);

/** Follows one connection through its phases. */
export class PhaseTracker {
  private phase: Phase = 'connect';

  /** The phase that an event belongs to. */
  phaseOf(event: RtmpEvent): Phase {
    if (event.kind === 'handshake') return 'handshake';
    if (event.kind === 'message') this.phase = this.next(event);
    return this.phase;
  }

  private next(message: Message): Phase {
    const { body } = message;
    switch (body.kind) {
      case 'command':
        return OPENERS.get(body.name) ?? this.afterStatus(propertyOf(body.arguments[0], 'code'));
      case 'data':
        if (body.name === 'onPlayStatus') return this.afterStatus(propertyOf(body.values[0], 'code'));
        return this.phase === 'teardown' ? this.phase : 'media';
      case 'audio':
      case 'video':
        return this.phase === 'teardown' ? this.phase : 'media';
      case 'aggregate':
        return holdsMedia(body) && this.phase !== 'teardown' ? 'media' : this.phase;
      case 'userControl':
        return body.event === UserControlEvent.streamEof ? 'teardown' : this.phase;
      default:
        return this.phase;
    }
  }

  private afterStatus(code: unknown): Phase {
    return typeof code === 'string' && CLOSING_CODES.has(code) ? 'teardown' : this.phase;
  }
}
