import { quantity } from '../bytes/quantity.ts';
import type { Handshake, Message } from '../rtmp/message.ts';
import { aggregateDetail } from './aggregate-text.ts';
import { commandDetail, commandTitle, dataDetail, dataTitle, isFailure } from './call-text.ts';
import type { Detail } from './detail.ts';
import { infoText } from './info-text.ts';
import { audioTitle, mediaDetail, videoTitle } from './media-description.ts';
import { isRefused, sharedObjectDetail, sharedObjectTitle } from './shared-object-text.ts';

/** What a line of the timeline says: what it is, and what there is to know about it. */
export type Description = {
  readonly title: string;
  readonly detail: Detail;
  /** It says that something failed. */
  readonly isFailure?: boolean;
};

/** What a message or a part of the handshake is, for people. */
export function describe(event: Message | Handshake): Description {
  if (event.kind === 'handshake') return { title: event.name, detail: handshakeDetail(event) };
  const { body } = event;
  switch (body.kind) {
    case 'command':
      return { title: commandTitle(body), detail: commandDetail(event, body), isFailure: isFailure(body) };
    case 'data':
      return { title: dataTitle(body), detail: dataDetail(body) };
    case 'audio':
      return { title: audioTitle(body), detail: mediaDetail(event) };
    case 'video':
      return { title: videoTitle(body), detail: mediaDetail(event) };
    case 'control':
    case 'userControl':
      return { title: infoText(event), detail: '' };
    case 'sharedObject':
      return { title: sharedObjectTitle(body), detail: sharedObjectDetail(body), isFailure: isRefused(body) };
    case 'aggregate':
      return { title: infoText(event), detail: aggregateDetail(event, body) };
    case 'undecoded':
      return { title: infoText(event), detail: quantity(event.length, 'byte') };
  }
}

function handshakeDetail(part: Handshake): string {
  const facts: string[] = [];
  const [own, peer] = part.from === 'client' ? ['C', 'S'] : ['S', 'C'];
  if (part.version !== undefined) facts.push(`version ${part.version}`);
  if (part.time !== undefined) facts.push(`time ${part.time}`);
  if (part.scheme === 'complex') facts.push(`digest of scheme ${part.digestScheme}`);
  if (part.echoes === true) facts.push(`${own}2 echoes ${peer}1`);
  else if (part.echoes === false) {
    facts.push(
      part.digestValid === true
        ? `${own}2 is signed for the digest of ${peer}1`
        : `${own}2 does not echo ${peer}1`,
    );
  }
  return facts.join(', ');
}
