import type { Facts } from '../analysis/findings/facts.ts';
import { grouped } from '../bytes/quantity.ts';
import type { TextsOf } from './finding-text.ts';

/** Chunks and the reading of messages. */
export const chunkFindings: TextsOf<'chunk' | 'message'> = {
  'chunk.size-zero': {
    title: 'Chunk size 0',
    evidence: announces,
    meaning: 'A chunk can not be empty; the receiver can not go on.',
    causes: 'A value was not set.',
    advice: 'Send a chunk size between 128 and 65,536.',
  },
  'chunk.size-above-limit': {
    title: 'Chunk size above the limit',
    evidence: announces,
    meaning:
      'The first bit of the chunk size must be 0; beyond 16,777,215, the length of the longest message, all sizes are the same.',
    causes: 'A value with a sign, or in the wrong order of bytes.',
    advice: 'Send a chunk size between 128 and 65,536.',
  },
  'chunk.size-one': {
    title: 'Chunk size 1',
    evidence: (facts) => `${announces(facts)}: each byte of a payload costs a header`,
    meaning: 'Allowed, and costs a header for each byte.',
    causes: 'A test of the receiver, or a wrong order of bytes.',
    advice: 'Send a chunk size between 128 and 65,536.',
  },
  'chunk.size-not-announced': {
    title: 'A chunk size that was never announced',
    evidence: ({ role, note }) =>
      `the ${role} has sent no Set Chunk Size, and with 128 bytes a chunk its chunks do not follow each other: ${note.text}`,
    meaning: 'The chunks of this side are longer than the size in force, so that payload is read as headers.',
    causes: 'The sender changed its chunk size without Set Chunk Size, or sent that too late.',
    advice: 'Send Set Chunk Size before the first chunk of the new size; until then it is 128.',
  },
  'chunk.fresh-type': {
    title: 'A chunk stream begins with the wrong type',
    evidence: ({ note }) => note.text,
    meaning:
      'The first chunk of a chunk stream must have a whole header (type 0): the others repeat what is not there.',
    causes: 'The sender shares one state between chunk streams, or the place in the bytes was lost before.',
    advice: 'Begin each chunk stream with type 0.',
  },
  'chunk.extended-timestamp-left-out': {
    title: 'Chunks of type 3 without their extended timestamp',
    evidence: ({ note }) => note.text,
    meaning: 'The extended timestamp must stand again in each further chunk of a message; here it does not.',
    causes: 'The sender follows the draft of 2009 or an old Flash Media Server.',
    advice:
      'Repeat it; it is needed after 4 hours and 39 minutes of streaming, when timestamps pass 0xFFFFFF.',
  },
  'chunk.extended-timestamp-added': {
    title: 'Chunks of type 3 with an extended timestamp that their message has not',
    evidence: ({ note }) => note.text,
    meaning:
      'Other receivers take these four bytes for payload: the message ends four bytes early for each, and its last bytes are read as a header.',
    causes:
      'The sender looks whether the time has passed 0xFFFFFF, and not whether the header has an extended timestamp: a difference seldom has.',
    advice:
      'Repeat it only where the last header of type 0, 1 or 2 has one; the stream breaks after 4 hours and 39 minutes.',
  },
  'chunk.delta-as-absolute': {
    title: 'Times where differences belong',
    evidence: (facts) =>
      'note' in facts
        ? facts.note.text
        : `the deltas of ${facts.kind} grow with each message, to ${grouped(facts.delta)} ms in frame ${facts.frame}, as times do`,
    meaning:
      'Headers of types 1 and 2 hold the difference to the message before; here they hold the time itself.',
    causes: 'The sender writes the absolute timestamp in every header.',
    advice: 'Write the difference, or use type 0.',
  },
  'chunk.garbage': {
    title: 'Bytes that are no chunk',
    evidence: ({ note }) => `${note.text}; no message that makes sense follows`,
    meaning: 'Between two messages stand bytes that can not be a chunk header.',
    causes: 'Something else writes into the socket, or a length is wrong.',
    advice: 'Look at the bytes with the follow command.',
  },
  'chunk.control-on-wrong-stream': {
    title: 'A control message on the wrong stream',
    evidence: ({ message, frame, csid, streamId }) =>
      `${message} in frame ${frame} came on chunk stream ${csid} and message stream ${streamId}, where it has 2 and 0`,
    meaning: 'Protocol control messages have chunk stream 2 and message stream 0.',
    causes: 'The sender treats them as any message.',
    advice: 'Send them on chunk stream 2 and message stream 0; some receivers ignore them elsewhere.',
  },
  'chunk.unknown-type': {
    title: 'A message of unknown type',
    evidence: ({ note }) => note.text,
    meaning: 'The type is none of RTMP 1.0, so that receivers ignore it.',
    causes: 'An extension of the sender, or the place in the bytes was lost.',
    advice: 'Nothing, if the rest reads well.',
  },
  'chunk.never-completed': {
    title: 'A message that was never completed',
    evidence: ({ note }) => note.text,
    meaning: 'A message was begun, and the rest of it never came.',
    causes: 'The length in its header is too large, or the sender gave it up without Abort.',
    advice: 'Send as many bytes as the header says, or Abort.',
  },
  'chunk.interleaved': {
    title: 'A new message inside another one',
    evidence: ({ note }) => note.text,
    meaning: 'On one chunk stream a message must be whole before the next one begins.',
    causes: 'Two threads write to one chunk stream, or the length in the header is wrong.',
    advice: 'Write each message as a whole, or on a chunk stream of its own.',
  },
  'chunk.abort-unknown': {
    title: 'Abort of nothing',
    evidence: ({ frame, csid }) =>
      `Abort in frame ${frame} names chunk stream ${grouped(csid)}, on which no message was in progress`,
    meaning: 'Abort names a chunk stream on which no message was in progress.',
    causes: 'The sender counts its chunk streams in another way.',
    advice: 'Name the chunk stream of the message that is given up.',
  },
  'chunk.non-minimal-csid': {
    title: 'A chunk stream id in a longer form than needed',
    evidence: ({ note }) => note.text,
    meaning: 'An id that fits in one byte was written in two or three.',
    causes: 'The sender always uses the long form.',
    advice: 'Use the shortest form.',
  },
  'chunk.timestamp-back-without-type-0': {
    title: 'A negative difference of timestamps',
    evidence: ({ fmt, frame, delta }) =>
      `a chunk of type ${fmt} in frame ${frame} has the delta ${grouped(delta)} ms, which is ${delta - 0x1000000} as a signed number of 24 bits`,
    meaning: 'Differences have no sign: a step back becomes a leap of hours.',
    causes: 'The source went back, and the sender wrote the difference without looking at it.',
    advice: 'Use type 0, which holds the time itself, for each step back.',
  },
  'message.damaged': {
    title: 'A message that can not be read to its end',
    evidence: ({ note }) => note.text,
    meaning: 'The bytes of a message break the rules of what it is to hold.',
    causes: 'An error of the sender, or a message of another kind.',
    advice: 'Look at the message with -V.',
  },
};

function announces({ frame, size }: Facts['chunk.size-zero']): string {
  return `Set Chunk Size in frame ${frame} says ${grouped(size)}`;
}
