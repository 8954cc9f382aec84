import { lessons } from './en-lessons.ts';
import { terms } from './en-terms.ts';
import type { LessonTexts } from './lesson-texts.ts';

/** A walkthrough in English. */
export const enWalkthrough: LessonTexts = {
  space: ' ',
  title: (file) => `An RTMP connection, byte by byte: ${file}`,
  noRtmp: 'There is no RTMP connection in this capture, so there is nothing to walk through.',
  roles: { client: 'client', server: 'server' },
  phases: {
    handshake: 'Handshake',
    connect: 'Connect',
    createStream: 'Create stream',
    publish: 'Publish',
    play: 'Play',
    media: 'Media',
    teardown: 'Teardown',
  },
  media: {
    audioSequenceHeader: 'audio sequence header',
    audioFrame: 'audio frame',
    audioEmpty: 'empty audio message',
    audioSequenceEnd: 'end of audio',
    audioMultichannelConfig: 'channel layout',
    audioMultitrack: 'audio of several tracks',
    videoSequenceHeader: 'video sequence header',
    videoKeyframe: 'video keyframe',
    videoInterFrame: 'video inter frame',
    videoDisposableFrame: 'disposable video frame',
    videoSequenceEnd: 'end of video',
    videoCommand: 'video command',
    videoMetadata: 'video metadata',
    videoMultitrack: 'video of several tracks',
    videoEmpty: 'empty video message',
  },
  overview: {
    introduction:
      'RTMP carries live video from an encoder to a server, and from a server to players. This text reads one connection of a capture from its first byte to its last, and explains each kind of message where it first comes. All frame numbers are those of the capture file, as Wireshark shows them.',
    capture: 'Capture',
    connection: 'Connection (tcp.stream)',
    software: (role) => `Software of the ${role}`,
    application: 'Application',
    streams: 'What for',
    publishes: (name) => `the client publishes ${name}`,
    plays: (name) => `the client plays ${name}`,
    unknown: 'not said',
    commandHint: 'To read along, message by message:',
  },
  steps: {
    heading: 'What RTMP needs before media flows',
    introduction:
      'Seven steps come before the first video frame. Each needs the one before it, so a connection that fails tells by the last step that it reached where to look.',
    columns: ['Step', 'What has to happen', 'Frames here', 'Done after'],
    names: {
      tcp: 'TCP',
      handshake: 'Handshake',
      connect: 'connect',
      createStream: 'createStream',
      start: 'publish or play',
      metadata: 'Metadata',
      sequenceHeaders: 'Sequence headers',
      firstFrame: 'First video frame',
    },
    what: {
      tcp: 'The client opens a TCP connection, by custom to port 1935.',
      handshake:
        'Both sides exchange C0, C1, C2 and S0, S1, S2: the version, and bytes that the other one echoes.',
      connect:
        'The client names the application. The server sets window, bandwidth and chunk size, and answers Success.',
      createStream: 'The client asks for a message stream and gets its number.',
      start:
        'The client says what it sends (`publish`) or wants (`play`) on it, and the server agrees by `onStatus`.',
      metadata: 'Whoever sends media describes it: size, frame rate, codecs.',
      sequenceHeaders: 'The configuration of each decoder, without which no frame can be decoded.',
      firstFrame: 'A keyframe, which can be decoded alone. From here on there is a picture.',
    },
    before: (frame) => `before ${frame}`,
    missing: 'not in this capture',
    refused: (frames) => `${frames}: refused`,
    closing: 'Times count from the first RTMP message of this connection.',
  },
  diagram: {
    heading: 'The exchange',
    introduction:
      'Each arrow is a message with the number of the frame that made it complete; a range of frames stands for many messages of one kind.',
    more: (count) => `${count} more`,
  },
  message: {
    heading: 'Message by message',
    introduction:
      'Under the bytes stands the number of the field that begins there; the table tells what each field is. What was taken apart once stands on one line later, and what was said once is not said again. Filters are for `rtmp-dissect -Y`; those with `rtmpt.header.typeid` work in Wireshark, too.',
    frame: (frame, from, to) => `Frame ${frame}, ${from} → ${to}`,
    header: (bytes, frame) => `chunk header, ${bytes} bytes${frame === undefined ? '' : `, frame ${frame}`}`,
    payload: (bytes, chunks) =>
      `payload, ${bytes} bytes${chunks > 1 ? `, in ${chunks} chunks; the headers between them are left out here` : ''}`,
    handshake: (bytes) => `handshake, ${bytes} bytes`,
    columns: ['No.', 'Bytes', 'Field', 'What it is for'],
    moreFields: (count, command) => `${count} more rows: ${command}`,
    filter: (one, type) =>
      type === undefined ? `**Filter:** ${one}` : `**Filter:** ${one}, all of its type: ${type}`,
    failure: '**If it failed:**',
    failed: (title, anchor) => `**What went wrong here:** ${title}; [more about it at the end](${anchor}).`,
    repeated: (count, first, last) =>
      count === 1
        ? `One more like it follows in this phase, in frame ${first}.`
        : `${count} more like it follow in this phase, in frames ${first} to ${last}.`,
    left: (count) => `${count} messages of further kinds are left out of this text.`,
  },
  lessons,
  chunking: {
    heading: 'Chunks: where the C3 bytes come from',
    introduction:
      'A message is cut into chunks of the chunk size that its sender has set. Each chunk begins with a basic header: two bits of format, six bits of chunk stream id. Format 0 is a full message header; format 3 says "as before" and is all that the further chunks of a message have. Two bits `11` and chunk stream 3 make the byte `1100 0011`, **`C3`**; chunk stream 4 makes `C4`. These bytes belong to no picture and no text: whoever puts a message together takes them out.',
    real: ({ title, frame, length, chunkSize, chunks, basicHeader }) =>
      `The message ${title} in frame ${frame} is ${length} bytes long, the chunk size ${chunkSize}. So it comes in ${chunks} chunks, and the byte \`${basicHeader}\` stands in front of each but the first:`,
    whole: ({ title, frame, length, chunkSize, chunks, basicHeader }) =>
      `No message in this connection is longer than the chunk size of its sender, so no such byte occurs. But look at ${title} in frame ${frame}: ${length} bytes. If its sender had left the chunk size at ${chunkSize}, it would have come in ${chunks} chunks with \`${basicHeader}\` between them:`,
    none: 'This connection holds no message that would need a second chunk, even at the smallest usual size of 128 bytes.',
    columns: ['Chunk', 'Header', 'Bytes of the payload', 'Frame'],
    boundary: ({ basicHeader }) =>
      `The bytes around the first cut, with \`${basicHeader}\` between two bytes of the payload:`,
    why: ({ chunkSize, csid, basicHeader }) =>
      `The header falls after every ${chunkSize} bytes of the payload, whatever they are, and is ${basicHeader} because the message goes over chunk stream ${csid}. A text search for a word that it cuts in two finds nothing, and a player that does not take it out shows broken pictures.`,
    more: (count) => `… ${count} more`,
  },
  tags: {
    heading: 'The first byte of sound and pictures, bit by bit',
    introduction:
      'The payload of an audio or video message is what an FLV file holds in a tag. Its first byte says what it is.',
    audio: (frame) => `The first byte of the audio message in frame ${frame}:`,
    video: (frame) => `The first byte of the video message in frame ${frame}:`,
    keyframe: (key, inter) =>
      `**The upper half of this byte tells a keyframe from other pictures**: ${key} is a keyframe, ${inter} is not.`,
    packetType:
      'A picture has `01` as its second byte. With `00` there, it is the sequence header, whose first byte is that of a keyframe.',
    common: 'Values that you will meet:',
    columns: ['First byte', 'Bits', 'What it says'],
    values: {
      '0xaf':
        'audio, AAC. Rate, size and type of sound are fixed for AAC, and the truth stands in the sequence header',
      '0x17': 'video, keyframe, H.264 (AVC)',
      '0x27': 'video, inter frame, H.264 (AVC)',
      '0x1c': 'video, keyframe, H.265 (HEVC) as Chinese networks agreed on it',
      '0x2c': 'video, inter frame, H.265 (HEVC) in the same way',
      '0x90': 'video, keyframe, Enhanced RTMP: sequence start; a FourCC such as `hvc1` follows',
      '0xa0':
        'video, inter frame, Enhanced RTMP; the lower half is the packet type: `A1` and `A3` are coded frames',
      '0x90audio': 'audio, Enhanced RTMP: sequence start; a FourCC such as `Opus` follows',
    },
    none: 'This connection holds no sound and no picture that could be taken apart.',
  },
  closing: {
    heading: 'What is unusual in this capture',
    finding: (title, place, evidence) => `**${title}** (${place}): ${evidence}`,
    advice: (advice) => `*What to do:* ${advice}`,
    nothing: 'Nothing: every byte was read, every call was answered, and no message left a remark.',
    oddities: {
      noHandshake:
        'The handshake is not in the capture: it was started after the connection. Who is client and server, and the chunk sizes, were found out from what came later.',
      earlyEcho:
        'C2 was complete before S0+S1+S2 were. That is allowed: it echoes S1, so the client need not wait for S2.',
      wrongEcho:
        'A part of the handshake does not echo what the other side sent. The other side did not mind.',
      copiedRandom:
        'S1 holds the same bytes as C1: the server made none of its own, so the echo in C2 proves little. Clients do not mind.',
      noTeardown: 'Nobody says that the stream ends: the capture stops before, or the connection was cut.',
      noMedia: 'No sound and no picture was sent.',
      noSequenceHeader:
        'Pictures or sounds come without a sequence header before them, so no decoder can be set up for them.',
    },
    unanswered: (name, frame) => `No answer came to ${name} of frame ${frame}.`,
    refused: (what, frame) => `Frame ${frame} says that something failed: ${what}.`,
    note: (frame, from, text) => `Frame ${frame}, ${from}: ${text}.`,
    moreNotes: (count) => `${count} more notes; the timeline has them all.`,
  },
  terms,
};
