import { millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { Severity } from '../../bytes/note.ts';
import type { Subject, Watch } from './finding.ts';
import type { TrackStory } from './track-story.ts';
import { keepPlace, type Place } from './place.ts';

/** Milliseconds between keyframes that all platforms take, with room for rounding; and that hardly any takes. */
const LONGEST = 4500;
const FAR_TOO_LONG = 9500;
/** Intervals after which one can speak of a habit, and how far they may differ, in ms. */
const HABIT = 4;
const IRREGULAR = 1000;
/** Bits per second that Twitch takes at most, and the milliseconds of media after which a mean means something. */
const MOST_BITS = 6_000_000;
const LEAST_TIME = 5000;

type Keys = { last: Place; timestamp: number; count: number; least: number; most: number };

/** Keyframes and bit rate of what is published, against what the platforms ask for. */
export function watchKeyframes({ story, report }: Subject): Watch {
  const keys = new Map<TrackStory, Keys>();

  return {
    picture(track, { message, isKeyframe }) {
      if (!isKeyframe || track.trackId !== 0) return;
      const known = keys.get(track);
      if (known === undefined) {
        keys.set(track, {
          last: keepPlace(message),
          timestamp: message.timestamp,
          count: 0,
          least: Infinity,
          most: 0,
        });
        return;
      }
      const interval = (message.timestamp - known.timestamp) | 0;
      if (interval > LONGEST && interval < 3_600_000) {
        const facts = { interval, frame: message.frame, isLast: false };
        report('keyframe.interval', {
          side: track.from,
          at: message,
          facts,
          severity: weightOf(interval),
        });
      }
      known.count++;
      known.least = Math.min(known.least, interval);
      known.most = Math.max(known.most, interval);
      known.last = keepPlace(message);
      known.timestamp = message.timestamp;
    },
    closed() {
      for (const [track, { last, timestamp, count, least, most }] of keys) {
        if (story.useOf(track.streamId)?.action !== 'publish') continue;
        const side = track.from;
        const since = (track.lastTimestamp - timestamp) | 0;
        const waited = millisecondsBetween(last, track.last);
        if (since > LONGEST && waited > LONGEST / 2 && since < 3_600_000) {
          const facts = { interval: since, frame: last.frame, isLast: true };
          report('keyframe.interval', { side, at: last, facts, severity: weightOf(since) });
        } else if (count >= HABIT && most - least > IRREGULAR) {
          const facts = { count, least, most };
          report('keyframe.irregular', { side, at: track.first, facts });
        }
        const media = (track.lastTimestamp - track.firstTimestamp) | 0;
        const bits = (track.bytes * 8000) / media;
        if (media >= LEAST_TIME && bits > MOST_BITS) {
          const facts = { rate: Math.round(bits / 1000) };
          report('bitrate.platform', { side, at: track.first, facts });
        }
      }
    },
  };
}

/** OBS leaves 8.3 s at 30 pictures a second unless it is told, and streams so. */
function weightOf(interval: number): Severity {
  return interval >= FAR_TOO_LONG ? 'warning' : 'note';
}
