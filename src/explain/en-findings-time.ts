import type { Facts } from '../analysis/findings/facts.ts';
import { duration, grouped, percent } from '../bytes/quantity.ts';
import type { TextsOf } from './finding-text.ts';

/** Timestamps, and sound against pictures. */
export const timeFindings: TextsOf<'timestamp' | 'av'> = {
  'timestamp.offset': {
    title: 'The stream does not begin near 0',
    evidence: ({ kind, timestamp }) => `the first timestamp of ${kind} is ${grouped(timestamp)} ms`,
    meaning: 'The first timestamp is far from 0, which some players take for a gap.',
    causes: 'A source with a clock of its own was passed on as it is.',
    advice: 'Subtract the first timestamp from all of them.',
  },
  'timestamp.drift': {
    title: 'Timestamps run away',
    evidence: (facts) => {
      const rate = `${percent(Math.abs(facts.excess))} too ${facts.excess > 0 ? 'fast' : 'slow'}`;
      if ('sounds' in facts) {
        const { sounds, length, step } = facts;
        return `${grouped(sounds)} frames of audio of ${length.toFixed(1)} ms each have timestamps ${step.toFixed(1)} ms apart: ${rate}`;
      }
      const { kind, wall, media } = facts;
      return `in ${duration(wall)} the timestamps of ${kind} go on by ${duration(media)}, ${rate}`;
    },
    meaning:
      'The timestamps go faster or slower than the clock or than the sound itself, a little more each second.',
    causes: 'The sampling clock of the source is off, or timestamps are computed from a wrong rate.',
    advice: 'Compute timestamps from the samples, or resample to the clock.',
  },
  'timestamp.jump': {
    title: 'Timestamps jump ahead',
    evidence: ({ kind, from, to, frame, wait, times }) =>
      `the timestamp of ${kind} jumps from ${grouped(from)} to ${grouped(to)} ms in frame ${frame}, ${duration(wait)} after the one before${times > 1 ? `; ${grouped(times)} times in all` : ''}`,
    meaning: 'The timestamps went on by much more than the clock from one message to the next.',
    causes: 'The source was switched or restarted, or its clock was set.',
    advice: 'Let the sender keep one time line over all sources.',
  },
  'timestamp.back': {
    title: 'Timestamps go back',
    evidence: goesBack,
    meaning: 'A later message has an earlier timestamp; servers drop or misplace it.',
    causes: 'The source was restarted or looped, or two sources are mixed.',
    advice: 'Let the timestamps of each track never go down.',
  },
  'timestamp.frozen': {
    title: 'Timestamps stand still',
    evidence: ({ kind, messages, time, timestamp }) =>
      `${messages} messages of ${kind} in a row, in ${duration(time)}, have the timestamp ${grouped(timestamp)} ms`,
    meaning: 'Messages go on coming, and all have the same timestamp.',
    causes: 'The sender does not set it, or its clock stopped.',
    advice: 'Set the decoding time of each message in ms.',
  },
  'timestamp.unit': {
    title: 'Timestamps are in a wrong unit',
    evidence: ({ kind, messages, wall, media, ratio }) =>
      `${grouped(messages)} messages of ${kind} in ${duration(wall)} have timestamps over ${grouped(media)} ms: ${ratio >= 1 ? `${ratio.toFixed(0)} times too fast` : `${(1 / ratio).toFixed(0)} times too slow`}`,
    meaning: 'The timestamps go many times faster or slower than the clock; RTMP counts ms.',
    causes: 'They are in units of 90 kHz, microseconds, seconds or samples.',
    advice: 'Convert them to ms.',
  },
  'timestamp.presentation': {
    title: 'Timestamps are those of showing, not of decoding',
    evidence: goesBack,
    meaning:
      'Pictures come in the order of decoding, and their timestamps jump to and fro, as the times of B-frames do.',
    causes: 'The sender puts the presentation time into the timestamp and 0 into the composition time.',
    advice: 'Send the decoding time as timestamp and the difference as composition time.',
  },
  'av.offset': {
    title: 'Sound and pictures are apart',
    evidence: (facts) => {
      if ('ahead' in facts) {
        const { ahead } = facts;
        return `messages of audio sent together with video have timestamps ${duration(Math.abs(ahead))} ${ahead > 0 ? 'later' : 'earlier'} than it`;
      }
      const { audio, video, behind } = facts;
      return `the first timestamp of audio is ${grouped(audio)} ms, that of video ${grouped(video)} ms: ${duration(Math.abs(behind))} ${behind > 0 ? 'later' : 'earlier'}`;
    },
    meaning:
      'Audio and video that belong together have different timestamps, so that lips and words do not match.',
    causes: 'An offset was set, or the capture devices have different delays.',
    advice: 'Correct the offset of the audio in the encoder by the measured amount.',
  },
};

function goesBack({ kind, from, to, frame, times, messages, deepest }: Facts['timestamp.back']): string {
  const first = `the timestamp of ${kind} goes back from ${grouped(from)} to ${grouped(to)} ms in frame ${frame}`;
  if (times === 1) return first;
  return `${first}; ${grouped(times)} times in ${grouped(messages)} messages, by ${grouped(deepest)} ms at most`;
}
