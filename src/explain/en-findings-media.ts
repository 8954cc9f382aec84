import type { Facts } from '../analysis/findings/facts.ts';
import { duration, grouped } from '../bytes/quantity.ts';
import type { TextsOf } from './finding-text.ts';

/** Audio and video, their metadata and codecs. */
export const mediaFindings: TextsOf<
  'media' | 'keyframe' | 'bitrate' | 'metadata' | 'codec' | 'track' | 'modex'
> = {
  'media.no-audio': {
    title: 'The stream has no sound',
    evidence: alone,
    meaning: 'Only video is sent. Some platforms show such a stream late or not at all.',
    causes: 'No audio device or track is chosen, or it failed.',
    advice: 'Add a track, if only of silence.',
  },
  'media.no-video': {
    title: 'The stream has no pictures',
    evidence: alone,
    meaning: 'Only audio is sent.',
    causes: 'No video source is chosen, or its encoder failed.',
    advice: 'Look at the video encoder; audio alone may be meant.',
  },
  'media.audio-stops': {
    title: 'The sound stops',
    evidence: stops,
    meaning: 'Audio ended or paused while the video went on.',
    causes: 'The audio device was taken away or its capture failed.',
    advice: 'Look at the audio source at that time.',
  },
  'media.video-stops': {
    title: 'The pictures stop',
    evidence: stops,
    meaning: 'Video ended or paused while the audio went on.',
    causes: 'The video source or encoder failed or was overloaded.',
    advice: 'Look at the video source and encoder at that time.',
  },
  'media.audio-late': {
    title: 'The sound begins late',
    evidence: late,
    meaning: 'Audio came long after the first picture; players that wait for both show nothing until then.',
    causes: 'The audio device starts slowly, or an offset was set.',
    advice: 'Send silence until the sound is there.',
  },
  'media.video-late': {
    title: 'The pictures begin late',
    evidence: late,
    meaning: 'Video came long after the first sound; players that wait for both show nothing until then.',
    causes: 'The camera or encoder starts slowly.',
    advice: 'Begin to send when both are there.',
  },
  'media.no-keyframe-first': {
    title: 'The video does not begin with a keyframe',
    evidence: ({ frame }) => `the first picture, in frame ${frame}, is no keyframe`,
    meaning: 'Nothing can be decoded until the first keyframe.',
    causes: 'The sender joined a stream in the middle of a group of pictures.',
    advice: 'Begin with a keyframe.',
  },
  'media.no-sequence-header': {
    title: 'The sequence header is missing',
    evidence: unconfigured,
    meaning: 'The decoder is not configured, so that no picture or sound can be decoded.',
    causes: 'The sender does not send it, or sent it before the stream began.',
    advice: 'Send the sequence header after publish and before the first picture or sound.',
  },
  'media.sequence-header-repeated': {
    title: 'The sequence header is repeated',
    evidence: ({ count }) => `the same sequence header of video came ${grouped(count)} times`,
    meaning: 'The same configuration is sent over and over; some decoders start anew each time.',
    causes: 'The sender puts it before each keyframe.',
    advice: 'Send it once, and again only when it changes.',
  },
  'media.adts': {
    title: 'AAC with ADTS headers',
    evidence: ({ frame }) => `the AAC frame in frame ${frame} begins with FF F1, an ADTS header`,
    meaning:
      'Frames of AAC have a header that belongs into files and transport streams; decoders take it for sound.',
    causes: 'The frames were taken from an ADTS source as they are.',
    advice: 'Cut the header of 7 or 9 bytes off each frame.',
  },
  'media.annex-b': {
    title: 'Start codes where lengths belong',
    evidence: ({ frame }) =>
      `the picture in frame ${frame} begins with 00 00 00 01, a start code, where the length of a NAL unit belongs`,
    meaning: 'NAL units are separated by 00 00 00 01, where FLV has the length of each.',
    causes: 'The output of the encoder (Annex B) was sent as it is.',
    advice: 'Replace each start code by the length of the unit, and send SPS and PPS in the sequence header.',
  },
  'media.empty-audio': {
    title: 'Audio messages are empty',
    evidence: ({ frame }) => `audio messages without a byte, from frame ${frame} on`,
    meaning: 'Messages of audio without a byte come in the place of sound.',
    causes: 'The audio encoder gives nothing, or the source is muted at its root.',
    advice: 'Send encoded silence.',
  },
  'media.stream-zero': {
    title: 'Media on message stream 0',
    evidence: ({ kind, frame }) =>
      `the ${kind} message in frame ${frame} has the message stream id 0, which is that of the connection itself`,
    meaning: 'Message stream 0 is that of the connection; media belong to the one that createStream gave.',
    causes: 'The sender ignores the answer to createStream.',
    advice: 'Use the id of that answer in the header of each message.',
  },
  'media.before-publish': {
    title: 'Media before publish',
    evidence: ({ kind, frame }) => `${kind} in frame ${frame}, before the client called publish`,
    meaning: 'Audio or video came before the stream was published, and is dropped.',
    causes: 'The sender does not wait for the answer to publish.',
    advice: 'Send after NetStream.Publish.Start.',
  },
  'media.composition-time': {
    title: 'Impossible composition time',
    evidence: ({ frame, time }) => `the picture in frame ${frame} has the composition time ${time} ms`,
    meaning: 'A picture is to be shown before it is decoded, or seconds later.',
    causes: 'Decoding and presentation time were mixed up, or the value is read without its sign.',
    advice: 'Composition time is presentation time less decoding time, in ms, and not below 0.',
  },
  'keyframe.interval': {
    title: 'Keyframes are far apart',
    evidence: ({ interval, frame, isLast }) =>
      isLast
        ? `no keyframe in the last ${duration(interval)} of media, after that in frame ${frame}`
        : `the keyframe in frame ${frame} comes ${duration(interval)} of media after the one before it`,
    meaning: 'Players can join, and platforms can cut, at keyframes only.',
    causes: 'The keyframe interval of the encoder is automatic or counted in frames.',
    advice: 'Set it to 2 seconds; 4 are the most that platforms take.',
  },
  'keyframe.irregular': {
    title: 'Keyframes come irregularly',
    evidence: ({ count, least, most }) =>
      `${grouped(count)} intervals between keyframes, from ${duration(least)} to ${duration(most)}`,
    meaning: 'The distance between keyframes varies, and with it the length of segments.',
    causes: 'The encoder adds keyframes where the scene changes.',
    advice: 'Switch scene-cut detection off where segments must be equal.',
  },
  'bitrate.platform': {
    title: 'The bit rate is above what some platforms take',
    evidence: ({ rate }) => `the video has ${grouped(rate)} kbit/s in the mean`,
    meaning: 'Twitch takes 6 Mbit/s; above that viewers may be dropped or the stream refused.',
    causes: 'The encoder is set for another platform.',
    advice: 'Compare with what the platform asks for.',
  },
  'metadata.contradicts': {
    title: 'Metadata contradict the media',
    evidence: ({ frame, kind, name, value, real }) =>
      `the metadata in frame ${frame} say ${name} ${value}, and the ${kind} has ${REAL[name](real)}`,
    meaning: 'onMetaData announces something else than what is sent; players that trust it show it wrong.',
    causes: 'The metadata are those of the source, from before scaling or conversion.',
    advice: 'Write the metadata from the settings of the encoder.',
  },
  'codec.contradicts': {
    title: 'Metadata name another codec',
    evidence: ({ frame, kind, value, real, codec }) =>
      `the metadata in frame ${frame} say ${kind}codecid ${value}, and ${kind} is sent as ${real} (${codec ?? `codec ${real}`})`,
    meaning: 'The codec in onMetaData is not that of the messages.',
    causes: 'The metadata were written for another encoder.',
    advice: 'Write videocodecid and audiocodecid from what is sent.',
  },
  'codec.not-negotiated': {
    title: 'A codec that the server did not offer',
    evidence: ({ codec, frame, offered }) =>
      `the client sends ${codec} in frame ${frame}, and the server offers ${offered.join(', ') || 'none'}`,
    meaning: 'The server said in its answer to connect which codecs it takes, and this is none of them.',
    causes: 'The encoder does not look at the answer.',
    advice: 'Choose a codec that the server offers.',
  },
  'track.unknown': {
    title: 'A track without a configuration',
    evidence: ({ track, ...facts }) => `${unconfigured(facts)} on track ${track}`,
    meaning: 'Media of a track came that was never configured.',
    causes: 'The track number is wrong, or its sequence header was left out.',
    advice: 'Send a sequence header for each track before its media.',
  },
  'modex.nano': {
    title: 'Nanoseconds beyond a millisecond',
    evidence: ({ note }) => note.text,
    meaning: 'The nanosecond offset of a timestamp is 999,999 at most.',
    causes: 'The sender writes the whole time in nanoseconds.',
    advice: 'Write what is left after whole milliseconds.',
  },
};

const OTHERS = { audio: 'video', video: 'audio' } as const;

/** What the media have, where metadata say something else. */
const REAL: Readonly<Record<Facts['metadata.contradicts']['name'], (value: number) => string>> = {
  width: String,
  height: String,
  audiosamplerate: (value) => `${value} Hz`,
  framerate: (value) => `${value.toFixed(2)} pictures a second`,
};

function alone({ kind, messages, time, isPromised }: Facts['media.no-audio']): string {
  const promise = isPromised ? ', which the metadata announce' : '';
  return `${grouped(messages)} messages of ${kind} in ${duration(time)}, and none of ${OTHERS[kind]}${promise}`;
}

function stops({ kind, frame, time, isOver }: Facts['media.audio-stops']): string {
  return isOver
    ? `the last ${kind} came in frame ${frame}, and ${OTHERS[kind]} went on for ${duration(time)}`
    : `no ${kind} for ${duration(time)} after frame ${frame}, while ${OTHERS[kind]} went on`;
}

function late({ kind, frame, time, later }: Facts['media.audio-late']): string {
  return `the first ${kind} came in frame ${frame}, ${duration(time)} after the first ${OTHERS[kind]}, with a timestamp ${grouped(Math.abs(later))} ms ${later < 0 ? 'before' : 'after'} it`;
}

function unconfigured({ kind, frame, codec }: Facts['media.no-sequence-header']): string {
  return `the first ${kind} message, in frame ${frame}, is ${codec}, and no sequence header came before it`;
}
