import { propertyOf } from '../../amf/value.ts';
import type { LessonKey } from '../../explain/lesson-texts.ts';
import { mediaKindOf } from '../../explain/media-kind.ts';
import { MessageType, UserControlEvent } from '../../rtmp/codes.ts';
import type { Command } from '../../rtmp/command.ts';
import type { Handshake, Message } from '../../rtmp/message.ts';

/** Messages of one kind, in one phase, are taught once. */
export function kindOf(event: Message | Handshake): string {
  if (event.kind === 'handshake') return `${event.from} handshake ${event.name}`;
  const { body, from, typeId, answers } = event;
  switch (body.kind) {
    case 'command': {
      const code = propertyOf(body.arguments[0], 'code');
      const status = typeof code === 'string' ? code : '';
      return [from, typeId, body.name, answers?.name ?? '', status].join(' ');
    }
    case 'data':
      return [from, typeId, body.name].join(' ');
    case 'userControl':
      return [from, typeId, body.event].join(' ');
    case 'audio':
    case 'video':
      return [from, typeId, mediaKindOf(body)].join(' ');
    default:
      return [from, typeId].join(' ');
  }
}

/** Which lesson there is about an event, if there is one. */
export function lessonOf(event: Message | Handshake): LessonKey | undefined {
  if (event.kind === 'handshake') {
    const [first = ''] = event.name;
    if (event.name.endsWith('2') && event.from === 'client') return 'handshakeEnd';
    return first === 'C' ? 'handshakeOpening' : 'handshakeAnswer';
  }
  const { body, typeId, answers } = event;
  switch (body.kind) {
    case 'command':
      if (body.name === 'onStatus' && answers === undefined) return isEnd(body) ? 'ended' : undefined;
      return commandLesson(body.name, answers?.name);
    case 'data':
      return DATA.get(body.name);
    case 'userControl':
      return USER_CONTROL.get(body.event);
    case 'audio':
    case 'video':
      return mediaLesson(mediaKindOf(body));
    default:
      return CONTROL.get(typeId);
  }
}

/** Whether it is sound or a picture in the header of Enhanced RTMP, which says things in another place. */
export function isEnhanced(event: Message | Handshake): boolean {
  if (event.kind === 'handshake') return false;
  const { body } = event;
  return (body.kind === 'audio' || body.kind === 'video') && body.isExHeader;
}

const CONTROL: ReadonlyMap<number, LessonKey> = new Map([
  [MessageType.setChunkSize, 'setChunkSize'],
  [MessageType.acknowledgement, 'acknowledgement'],
  [MessageType.windowAcknowledgementSize, 'windowAcknowledgementSize'],
  [MessageType.setPeerBandwidth, 'setPeerBandwidth'],
]);

const USER_CONTROL: ReadonlyMap<number, LessonKey> = new Map([
  [UserControlEvent.streamBegin, 'streamBegin'],
  [UserControlEvent.setBufferLength, 'setBufferLength'],
  [UserControlEvent.pingRequest, 'pingRequest'],
]);

const COMMANDS: ReadonlyMap<string, LessonKey> = new Map([
  ['connect', 'connect'],
  ['releaseStream', 'announcement'],
  ['FCPublish', 'announcement'],
  ['FCUnpublish', 'withdrawal'],
  ['getStreamLength', 'streamLength'],
  ['createStream', 'createStream'],
  ['publish', 'publish'],
  ['play', 'play'],
  ['deleteStream', 'deleteStream'],
]);

const DATA: ReadonlyMap<string, LessonKey> = new Map([
  ['@setDataFrame', 'metadata'],
  ['onMetaData', 'metadata'],
  ['|RtmpSampleAccess', 'sampleAccess'],
]);

const ANSWERS: ReadonlyMap<string, LessonKey> = new Map([
  ['connect', 'connectAnswer'],
  ['createStream', 'createStreamAnswer'],
  ['publish', 'publishAnswer'],
  ['play', 'playAnswer'],
]);

/** Whether a status says that a stream is over. */
function isEnd({ arguments: values }: Command): boolean {
  const code = propertyOf(values[0], 'code');
  return (
    typeof code === 'string' &&
    /^NetStream\.(Unpublish\.Success|Play\.(Stop|Complete|UnpublishNotify))$/.test(code)
  );
}

function commandLesson(name: string, answered: string | undefined): LessonKey | undefined {
  return answered === undefined ? COMMANDS.get(name) : ANSWERS.get(answered);
}

function mediaLesson(kind: ReturnType<typeof mediaKindOf>): LessonKey | undefined {
  switch (kind) {
    case 'audioSequenceHeader':
    case 'audioFrame':
    case 'videoSequenceHeader':
    case 'videoKeyframe':
    case 'videoInterFrame':
      return kind;
    default:
      return undefined;
  }
}
