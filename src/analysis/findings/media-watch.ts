import { millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { Message, Role } from '../../rtmp/message.ts';
import type { Facts } from './facts.ts';
import type { Subject, Watch } from './finding.ts';
import type { Picture, TrackStory } from './track-story.ts';
import { keepPlace, type Place } from './place.ts';

/** Codecs whose pictures or sounds can't be decoded without a sequence header. */
const CONFIGURED = new Set(['H.264', 'HEVC', 'AAC', 'AV1', 'VVC']);
/** Empty messages of audio that are no sign of life any more. */
const EMPTY = 5;
/** Milliseconds, and pictures, of a composition time that no reordering of pictures takes (H.264 §A.3.1: 16). */
const LONG_COMPOSITION = 3000;
const MOST_REORDERED = 17;
/** Milliseconds that one kind of media may come later than the other, or be silent while the other goes on. */
const LATE = 2000;
const STOPPED = 3000;
/** Messages of one kind without the other by which it went on. */
const WENT_ON = 20;
/** Milliseconds after which a stream of one kind alone is told of. */
const ALONE = 2000;
/** Equal sequence headers that are worth a word. */
const REPEATED = 3;
const OFTEN_REPEATED = 5;

/** What a decoder needs, and what audio and video owe each other. */
export function watchMedia({ conversation, story, report }: Subject): Watch {
  /** The first picture of a track with a long composition time. */
  const long = new Map<TrackStory, { readonly at: Place; readonly facts: Facts['media.composition-time'] }>();
  let empties = 0;
  let firstEmpty: Place | undefined;
  let lastHeader: { text: string; count: number; from: Role; again: Place | undefined } | undefined;
  let promised: { readonly audio: boolean; readonly video: boolean } | undefined;

  function start(track: TrackStory, { message, isKeyframe }: Picture): void {
    const { from, kind, codec, headers, trackId, streamId } = track;
    // Where the header is not whole, the message stream is not known.
    if (message.notes !== undefined) return;
    const isPublish = story.useOf(streamId)?.action === 'publish';
    const isWhole =
      story.opened[from] &&
      !story.isLost[from] &&
      conversation.connection.gapBytes[0] + conversation.connection.gapBytes[1] === 0;
    // What comes before publish is told as that.
    if (!isWhole || (from === 'client' && story.uses.length === 0)) return;
    const name = codec ?? (message.body.kind === kind ? message.body.codec : undefined);
    if (headers === 0 && name !== undefined && CONFIGURED.has(name)) {
      const facts = { kind, frame: message.frame, codec: name };
      if (trackId === 0) report('media.no-sequence-header', { side: from, at: message, facts });
      else report('track.unknown', { side: from, at: message, facts: { ...facts, track: trackId } });
    }
    if (kind === 'video' && !isKeyframe) {
      const facts = { frame: message.frame };
      report('media.no-keyframe-first', {
        side: from,
        at: message,
        facts,
        severity: isPublish ? 'error' : 'note',
      });
    }
  }

  function shape(track: TrackStory, { message, content }: Picture): void {
    const { body } = message;
    if (body.kind === 'audio' && body.isAdts === true) {
      const facts = { frame: message.frame };
      report('media.adts', { side: track.from, at: message, facts });
    } else if (body.kind === 'video' && body.isAnnexB === true) {
      const facts = { frame: message.frame };
      report('media.annex-b', { side: track.from, at: message, facts });
    }
    if ('compositionTime' in content && content.compositionTime !== undefined) {
      const { compositionTime } = content;
      if (compositionTime >= 0 && compositionTime <= LONG_COMPOSITION) return;
      const facts = { frame: message.frame, time: compositionTime };
      if (compositionTime < 0) report('media.composition-time', { side: track.from, at: message, facts });
      else if (!long.has(track)) long.set(track, { at: keepPlace(message), facts });
    }
  }

  /** Composition times of more pictures than a codec reorders, at the rate of the track. */
  function longCompositions(): void {
    for (const [{ from, frames, firstTimestamp, lastTimestamp }, { at, facts }] of long) {
      const each = ((lastTimestamp - firstTimestamp) | 0) / Math.max(1, frames - 1);
      if (facts.time > MOST_REORDERED * each) report('media.composition-time', { side: from, at, facts });
    }
  }

  /** One kind was silent while the other went on. */
  function resumed(track: TrackStory, { wallDelta }: Picture): void {
    if (wallDelta < STOPPED) return;
    const { other, otherFrames } = track;
    if (other === undefined || other.frames - otherFrames < WENT_ON) return;
    const facts = { kind: track.kind, frame: track.last.frame, time: wallDelta, isOver: false };
    report(`media.${track.kind}-stops`, { side: track.from, at: track.last, facts });
  }

  function header(message: Message): void {
    const { payload, body, from } = message;
    if (payload === undefined || body.kind !== 'video' || body.tracks !== undefined) return;
    const text = payload.join();
    if (text !== lastHeader?.text) lastHeader = { text, count: 0, from, again: undefined };
    lastHeader.count++;
    if (lastHeader.count === 2) lastHeader.again = keepPlace(message);
  }

  function headersAgain(): void {
    if (lastHeader?.again === undefined || lastHeader.count < REPEATED) return;
    const { count, from, again } = lastHeader;
    const facts = { count };
    const pictures =
      story.tracks.all.find((track) => track.kind === 'video' && track.from === from)?.frames ?? 0;
    const isOften = count >= OFTEN_REPEATED && count * 4 >= pictures;
    const severity = isOften ? 'warning' : 'note';
    report('media.sequence-header-repeated', { side: from, at: again, facts, severity });
  }

  function placeOnStream(message: Message, kind: 'audio' | 'video' | 'data'): void {
    const { from, streamId } = message;
    if (message.notes !== undefined) return;
    if (streamId === 0 && !message.isPart && story.uses.length > 0) {
      const facts = { kind, frame: message.frame };
      report('media.stream-zero', { side: from, at: message, facts });
    }
  }

  function place(message: Message, kind: 'audio' | 'video'): void {
    const { from } = message;
    placeOnStream(message, kind);
    if (from === 'client' && story.opened.client && !story.isLost.client && story.uses.length === 0) {
      const facts = { kind, frame: message.frame };
      report('media.before-publish', { side: from, at: message, facts });
    }
  }

  function together(): void {
    for (const track of story.tracks.all) {
      const { from, streamId, kind, trackId, frames, first, last } = track;
      if (trackId !== 0 || frames === 0 || story.isLost[from]) continue;
      const otherKind = kind === 'audio' ? 'video' : 'audio';
      const other = story.tracks.find(from, streamId, otherKind);
      const isPublish = story.useOf(streamId)?.action === 'publish';
      if (other === undefined || other.frames === 0) {
        const took = millisecondsBetween(first, last);
        if (!isPublish || took < ALONE || (otherKind === 'audio' && empties > 0)) continue;
        const facts = { kind, messages: frames, time: took, isPromised: promised?.[otherKind] === true };
        report(`media.no-${otherKind}`, { side: from, at: first, facts });
        continue;
      }
      const late = millisecondsBetween(other.first, first);
      const later = (track.firstTimestamp - other.firstTimestamp) | 0;
      if (Math.max(late, isPublish ? later : 0) >= LATE && (isPublish || kind === 'audio')) {
        const facts = { kind, frame: first.frame, time: late, later };
        report(`media.${kind}-late`, { side: from, at: first, facts });
      }
      const quiet = millisecondsBetween(last, other.last);
      if (quiet >= STOPPED && empties < EMPTY) {
        const facts = { kind, frame: last.frame, time: quiet, isOver: true };
        report(`media.${kind}-stops`, { side: from, at: last, facts });
      }
    }
  }

  return {
    event(event) {
      if (event.kind !== 'message') return;
      const { body } = event;
      if (body.kind === 'data') {
        promised ??= promiseOf(event);
        if (/^(@setDataFrame|onMetaData)$/.test(body.name)) placeOnStream(event, 'data');
      }
    },
    media(message) {
      const { body } = message;
      if (body.kind !== 'audio' && body.kind !== 'video') return;
      place(message, body.kind);
      if (body.isSequenceHeader) header(message);
      if (body.kind === 'audio' && body.empty) {
        empties++;
        firstEmpty ??= keepPlace(message);
        if (empties !== EMPTY) return;
        const facts = { frame: firstEmpty.frame };
        report('media.empty-audio', { side: message.from, at: firstEmpty, facts });
      }
    },
    picture(track, picture) {
      if (track.frames === 0) start(track, picture);
      else resumed(track, picture);
      shape(track, picture);
    },
    closed() {
      longCompositions();
      headersAgain();
      together();
    },
  };
}

/** Which kinds of media the metadata announce. */
function promiseOf({ body }: Message): { audio: boolean; video: boolean } | undefined {
  if (body.kind !== 'data') return undefined;
  const names = new Set<string>();
  for (const value of body.values) {
    if (value instanceof Object && 'properties' in value)
      for (const [name] of value.properties) names.add(name);
  }
  if (names.size === 0) return undefined;
  return { audio: names.has('audiocodecid'), video: names.has('videocodecid') };
}
