import type { Note } from '../bytes/note.ts';
import { limitLabel } from '../bytes/limits.ts';
import { grouped, quantity } from '../bytes/quantity.ts';
import type { ChunkHeader } from './chunk-header.ts';
import type { ChunkStream } from './chunk-stream.ts';
import { MessageType } from './codes.ts';

export function noHeaderToRepeat({ fmt, csid }: ChunkHeader): Note {
  return {
    code: 'chunk.no-header-to-repeat',
    severity: 'error',
    text: `a chunk of type ${fmt} on chunk stream ${csid}, which has sent no type 0 or 1 before: its length and type are not known (RTMP 1.0 §5.3.1.2)`,
    values: { csid, fmt },
  };
}

export function longForm(csid: number): Note {
  return {
    code: 'chunk.non-minimal-csid',
    severity: 'note',
    text: `chunk stream ${csid} is written in three bytes, and two would do (RTMP 1.0 §5.3.1.1)`,
    values: { csid },
  };
}

export function endsInMessage({ csid, typeId, received, length }: ChunkStream): Note {
  return {
    code: 'rtmp.incomplete',
    severity: 'warning',
    text: `the stream ends inside a message: ${MessageType.labelOf(typeId) ?? `type ${typeId}`} on chunk stream ${csid}, ${grouped(received)} of ${quantity(length, 'byte')}`,
    values: { csid, typeId, received, length },
  };
}

export function endsInHeader(length: number): Note {
  return {
    code: 'rtmp.incomplete',
    severity: 'warning',
    text: `the stream ends inside a chunk header, after ${quantity(length, 'byte')} of it`,
    values: { received: length },
  };
}

/** `kept`: the chunk size that stays in force. */
export function sizeNotAllowed(value: number, size: number, kept: number): Note {
  return {
    code: 'chunk.size-not-allowed',
    severity: 'error',
    text: `a chunk size of ${value} is not allowed, it must be 1 to 2,147,483,647 (RTMP 1.0 §5.4.1); ${size === 0 ? `${kept} stays in force` : `read as ${size}`}`,
  };
}

export function aborted({ csid, received, length }: ChunkStream): Note {
  return {
    code: 'chunk.aborted',
    severity: 'note',
    text: `drops a message of chunk stream ${csid} after ${grouped(received)} of ${quantity(length, 'byte')}`,
  };
}

export function notFinished({ csid, received, length }: ChunkStream): Note {
  return {
    code: 'chunk.message-not-finished',
    severity: 'error',
    text: `a new message begins on chunk stream ${csid} before the one in progress is whole: ${grouped(received)} of ${quantity(length, 'byte')} had come`,
    values: { csid, received, length },
  };
}

export function freshType1(csid: number): Note {
  return {
    code: 'chunk.fresh-type-1',
    severity: 'warning',
    text: `chunk stream ${csid} begins with a chunk of type 1; it must begin with type 0 (RTMP 1.0 §5.3.1.2.1). Its message stream id is taken as 0 and its timestamp counted from 0`,
    values: { csid },
  };
}

export const NO_EXTENDED_TIMESTAMP_ON_TYPE_3: Note = {
  code: 'chunk.no-extended-timestamp-on-type-3',
  severity: 'warning',
  text: 'the sender leaves the extended timestamp out of chunks of type 3, where it must be repeated (RTMP 1.0 §5.3.1.3); read without it',
};

export const EXTENDED_TIMESTAMP_ON_TYPE_3: Note = {
  code: 'chunk.extended-timestamp-on-type-3',
  severity: 'error',
  text: 'the sender puts an extended timestamp into chunks of type 3, though the message they belong to has none (RTMP 1.0 §5.3.1.3); read as that, and not as payload',
};

export const ABSOLUTE_EXTENDED_TIMESTAMP: Note = {
  code: 'chunk.absolute-extended-timestamp',
  severity: 'warning',
  text: 'the sender puts the timestamp itself where a chunk of type 1 or 2 with an extended timestamp has the difference to the last one (RTMP 1.0 §5.3.1.2.2, §5.3.1.3); read as the timestamp',
};

/** What a loss cost: missing bytes, captured bytes that were stepped over, and messages of which nothing is told. */
export type Cost = { readonly missing: number; readonly skipped: number; readonly messages: number };

/** `frame`: where reading goes on. */
export function resynchronised(
  { missing, skipped, messages }: Cost,
  frame: number,
  isBeginning: boolean,
): Note {
  const where = `${quantity(skipped, 'byte')} skipped, read on from a chunk header in frame ${frame}`;
  if (isBeginning) {
    return {
      code: 'rtmp.resynchronised',
      severity: 'note',
      text: `the capture begins within the stream: ${missing > 0 ? `${quantity(missing, 'byte')} missing, ` : ''}${where}`,
    };
  }
  const what = missing > 0 ? `${quantity(missing, 'byte')} missing from the capture` : 'the place was lost';
  const lost = messages > 0 ? `at least ${quantity(messages, 'message')} lost` : 'no whole message lost';
  return { code: 'rtmp.resynchronised', severity: 'error', text: `${what}, ${where}; ${lost}` };
}

export function headersMissing(missing: number): Note {
  return {
    code: 'rtmp.gap',
    severity: 'warning',
    text: `${quantity(missing, 'byte')} missing from the capture held nothing but the header of a chunk that goes on with this message: nothing is lost`,
  };
}

export function neverFound(missing: number, skipped: number): Note {
  return {
    code: 'rtmp.gap',
    severity: 'error',
    text: `${missing > 0 ? `${quantity(missing, 'byte')} missing from the capture` : 'the place was lost'}: no chunk header that holds was found behind, ${quantity(skipped, 'byte')} not read`,
  };
}

export function timestampUncertain({ csid, countsFromZero }: ChunkStream): Note {
  const text = countsFromZero
    ? `timestamps of chunk stream ${csid} count from a message that was not captured: up to its next chunk of type 0 they count from 0, and its message stream id is taken as 0`
    : `timestamps of chunk stream ${csid} count from messages that may be missing: from here to its next chunk of type 0 they rest on an estimate, and its message stream id on what was said before`;
  return { code: 'rtmp.timestamp-uncertain', severity: 'warning', text };
}

export function tooManyStreams(count: number): Note {
  return {
    code: 'chunk.too-many-streams',
    severity: 'warning',
    text: `more than ${grouped(count)} chunk streams numbered from 64 on: those that began first are forgotten (limit ${limitLabel('chunkStreams')})`,
  };
}
