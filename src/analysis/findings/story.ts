import { safeText } from '../../bytes/safe-text.ts';
import { type AmfValue, propertyOf } from '../../amf/value.ts';
import { AvcPacketType } from '../../flv/video-codes.ts';
import { DEFAULT_CHUNK_SIZE } from '../../rtmp/chunk-reader.ts';
import { MessageType, UserControlEvent } from '../../rtmp/codes.ts';
import type { Command } from '../../rtmp/command.ts';
import type { Message, Role, RtmpEvent } from '../../rtmp/message.ts';
import { isStatusCode, levelOf } from '../../rtmp/status-codes.ts';
import type { Words } from './facts.ts';
import { Tracks } from './track-story.ts';
import { keepPlace, type Place } from './place.ts';

/** Streams of a connection whose use is remembered. */
const MOST_USES = 100;
/** Characters of a server's own words that are quoted. */
const MOST_QUOTED = 200;

/** What a server said of a request. */
export type Reply = {
  readonly at: Place;
  readonly code: string;
  readonly isError: boolean;
  /** The code and its own words, fit for a terminal. */
  readonly words: Words;
};

/** A stream that was asked for. */
export type Use = {
  readonly action: 'publish' | 'play';
  readonly name: string;
  readonly streamId: number;
  readonly at: Place;
  reply: Reply | undefined;
};

/** What happened on one connection so far, as far as more than one group of rules must know it. */
export class Story {
  /** `connect`, and the answer to it. */
  connect: Place | undefined;
  connectReply: Reply | undefined;
  /** Codecs of Enhanced RTMP that the answer to connect names (`fourCcList`), if it names any. */
  fourCcs: readonly string[] | undefined;
  createStream: Place | undefined;
  createStreamReply: Reply | undefined;
  readonly uses: Use[] = [];
  /** Who said goodbye first: deleteStream and the like, or the word that a stream ended. */
  goodbye: { readonly at: Place; readonly from: Role; readonly name: string } | undefined;
  /** The last message that ends a sequence of pictures. */
  lastEnd: Message | undefined;
  /** Whose handshake was captured, from its first byte. */
  readonly opened: Record<Role, boolean> = { client: false, server: false };
  /** Whose bytes can't be read on, because some are missing or against the rules. */
  readonly isLost: Record<Role, boolean> = { client: false, server: false };
  /** Whose messages of more than one chunk held: it is not the chunk size that is wrong. */
  readonly hasLong: Record<Role, boolean> = { client: false, server: false };
  readonly tracks = new Tracks();
  /** Audio and video messages that are no configuration. */
  mediaMessages = 0;
  /** What was said last, and what was said last that was no media. */
  last: RtmpEvent | undefined;
  lastWord: Message | undefined;

  /** Takes what happened next. */
  add(event: RtmpEvent): void {
    if (event.kind === 'handshake') {
      if (event.name.startsWith(event.from === 'client' ? 'C0' : 'S0')) this.opened[event.from] = true;
    } else if (event.kind === 'remark') {
      if (event.note.code === 'rtmp.gap' || event.note.code.startsWith('chunk.'))
        this.isLost[event.from] = true;
      return;
    } else this.addMessage(event);
    this.last = event;
  }

  /** The stream that a message belongs to, as it was last asked for. */
  useOf(streamId: number): Use | undefined {
    return this.uses.findLast((use) => use.streamId === streamId);
  }

  private addMessage(message: Message): void {
    const { body, from } = message;
    if (message.length > DEFAULT_CHUNK_SIZE && message.notes === undefined) this.hasLong[from] = true;
    if (body.kind === 'audio' || body.kind === 'video') {
      if (!body.isSequenceHeader) this.mediaMessages++;
      if (body.kind === 'video' && body.packetType === AvcPacketType.endOfSequence) this.lastEnd = message;
      return;
    }
    if (body.kind === 'command') this.addCommand(body, message);
    else if (body.kind === 'userControl' && body.event === UserControlEvent.streamEof) {
      this.goodbye ??= { at: keepPlace(message), from, name: 'Stream EOF' };
    } else if (body.kind === 'userControl' && body.event === UserControlEvent.streamBegin) {
      this.begin(body.streamId);
    }
    if (message.typeId !== MessageType.acknowledgement) this.lastWord = message;
  }

  private addCommand(command: Command, message: Message): void {
    const { from, streamId, answers } = message;
    switch (command.name) {
      case 'connect':
        this.connect ??= keepPlace(message);
        break;
      case 'createStream':
        this.createStream ??= keepPlace(message);
        break;
      case 'publish':
      case 'play':
        if (this.uses.length < MOST_USES && from === 'client') {
          const [name] = command.arguments;
          this.tracks.restart(command.name === 'publish' ? 'client' : 'server', streamId);
          this.uses.push({
            action: command.name,
            name: typeof name === 'string' ? name : '',
            streamId,
            at: keepPlace(message),
            reply: undefined,
          });
        }
        break;
      case 'deleteStream':
      case 'closeStream':
      case 'FCUnpublish':
      case 'FCUnsubscribe':
        this.goodbye ??= { at: keepPlace(message), from, name: command.name };
        break;
      case '_result':
      case '_error':
        if (answers?.name === 'connect') {
          this.connectReply ??= replyOf(command, message);
          for (const value of [command.object, ...command.arguments])
            this.fourCcs ??= fourCcListOf(propertyOf(value, 'fourCcList'));
        } else if (answers?.name === 'createStream') this.createStreamReply ??= replyOf(command, message);
        break;
      case 'onStatus':
        this.addStatus(command, message);
    }
  }

  /** A stream of the server begins, perhaps anew: it was sought in, or its publisher has come back. */
  private begin(streamId: number | undefined): void {
    if (streamId !== undefined) this.tracks.restart('server', streamId);
    if (this.goodbye?.from === 'server') this.goodbye = undefined;
  }

  private addStatus(command: Command, message: Message): void {
    const reply = replyOf(command, message);
    if (/Seek\.Notify|PublishNotify/.test(reply.code) && message.from === 'server')
      this.begin(message.streamId);
    if (/Unpublish\.Success|Play\.(Stop|Complete|UnpublishNotify)/.test(reply.code)) {
      this.goodbye ??= { at: reply.at, from: message.from, name: reply.code };
    }
    if (reply.code === 'NetStream.Play.Reset') return;
    // A server may answer on another stream than it was asked on; then the one that waits is meant.
    const use =
      this.uses.findLast((one) => one.streamId === message.streamId) ??
      this.uses.findLast((one) => one.reply === undefined);
    if (use !== undefined) use.reply ??= reply;
  }
}

function fourCcListOf(value: AmfValue): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((one): one is string => typeof one === 'string');
}

/** What a `_result`, `_error` or `onStatus` says. */
export function replyOf(command: Command, message: Message): Reply {
  const information = command.arguments.find((value) => propertyOf(value, 'code') !== undefined);
  const told = (name: string): string => {
    const value = propertyOf(information, name);
    return typeof value === 'string' ? value : '';
  };
  const code = told('code');
  const description = told('description');
  const level = told('level') || (isStatusCode(code) ? levelOf(code) : '');
  return {
    at: keepPlace(message),
    code,
    isError: command.name === '_error' || level === 'error',
    words: { code: quoted(code), description: quoted(description) },
  };
}

/** Text from the capture, fit for a terminal and of bounded length. */
export function quoted(text: string): string {
  const safe = safeText(text.slice(0, MOST_QUOTED));
  return text.length > MOST_QUOTED ? `${safe}…` : safe;
}
