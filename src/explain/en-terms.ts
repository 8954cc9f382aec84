import type { LessonTexts } from './lesson-texts.ts';

export const terms: LessonTexts['terms'] = {
  heading: 'Terms',
  columns: ['Term', 'Meaning'],
  texts: {
    handshake: ['handshake', 'the exchange of fixed size with which every connection begins'],
    message: ['message', 'what one side says: a type, a timestamp, a message stream, and a payload'],
    chunk: ['chunk', 'a piece of a message with a header of its own; what really stands on the wire'],
    chunkStream: [
      'chunk stream (csid)',
      'a lane on which the chunks of one message follow each other; chunks of other lanes may come between',
    ],
    messageStream: [
      'message stream',
      'the number that keeps one publishing or playing apart from another; 0 is the connection itself',
    ],
    timestamp: [
      'timestamp',
      'when a message is to be decoded, in ms; after the first mostly sent as the difference to the one before',
    ],
    command: ['command', 'a message with a name, a transaction id and values in AMF, such as `connect`'],
    window: [
      'acknowledgement window',
      'the number of bytes after which the receiver reports what it has received',
    ],
    publish: ['publish', 'to send a stream to the server, under a name'],
    play: ['play', 'to receive a stream from the server, by its name'],
    sequenceHeader: ['sequence header', 'the configuration of a decoder, sent before any frame'],
    keyframe: ['keyframe', 'a picture that can be decoded without another one'],
    gop: ['GOP', 'group of pictures: a keyframe and all pictures up to the next one'],
    compositionTime: [
      'composition time',
      'how much later than its timestamp a picture is shown, because others are decoded first',
    ],
    nalUnit: ['NAL unit', 'a piece of H.264 or H.265 with its own type; in RTMP its length stands before it'],
  },
};
