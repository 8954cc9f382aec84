import { type AmfValue, propertyOf } from '../../amf/value.ts';
import { millisecondsBetween } from '../../bytes/frame-stamp.ts';
import type { Message, Role } from '../../rtmp/message.ts';
import type { Facts } from './facts.ts';
import type { Subject, Watch } from './finding.ts';
import { quoted } from './story.ts';
import type { TrackStory } from './track-story.ts';
import { keepPlace, type Place } from './place.ts';

/** Samples that a picture may differ from what the metadata say: codecs round up to whole blocks. */
const ROUNDING = 16;
/** Share that a frame rate may differ, and the milliseconds and frames it takes to measure one. */
const RATE_ERROR = 0.2;
const RATE_TIME = 1000;
const RATE_FRAMES = 12;

type Told = { readonly at: Place; readonly from: Role; readonly values: AmfValue };

/** Whether metadata and connect agree with what is sent. */
export function watchMetadata({ story, report }: Subject): Watch {
  let told: Told | undefined;

  function check(message: Message): void {
    const { body, from } = message;
    const { fourCcs: offered } = story;
    if ((body.kind !== 'audio' && body.kind !== 'video') || !body.isExHeader || from !== 'client') return;
    const fourCc = body.fourCc ?? body.tracks?.find((track) => track.fourCc !== undefined)?.fourCc;
    if (fourCc === undefined || offered === undefined) return;
    if (offered.includes(fourCc) || offered.includes('*')) return;
    const facts = { codec: quoted(fourCc), frame: message.frame, offered: offered.map((one) => quoted(one)) };
    report('codec.not-negotiated', { side: from, at: message, facts });
  }

  function compare(track: TrackStory, { at, from, values }: Told): void {
    const differ = (name: Facts['metadata.contradicts']['name'], value: number, real: number): void => {
      const facts = { frame: at.frame, kind: track.kind, name, value, real };
      report('metadata.contradicts', { side: from, at, facts });
    };
    const { config } = track;
    if (config?.kind === 'video' && config.config.picture !== undefined) {
      for (const name of ['width', 'height'] as const) {
        const value = propertyOf(values, name);
        const real = config.config.picture[name];
        if (typeof value !== 'number' || value <= 0 || real === undefined) continue;
        if (Math.abs(value - real) >= ROUNDING) differ(name, value, real);
      }
    }
    if (config?.kind === 'audio' && 'coreSampleRate' in config.config) {
      const value = propertyOf(values, 'audiosamplerate');
      const { sampleRate, coreSampleRate } = config.config;
      if (
        typeof value === 'number' &&
        value > 0 &&
        sampleRate !== undefined &&
        value !== sampleRate &&
        value !== coreSampleRate
      ) {
        differ('audiosamplerate', value, sampleRate);
      }
    }
    if (track.kind === 'video') {
      const value = propertyOf(values, 'framerate');
      const media = (track.lastTimestamp - track.firstTimestamp) | 0;
      if (typeof value === 'number' && value > 0 && media >= RATE_TIME && track.frames >= RATE_FRAMES) {
        const rates = [media, millisecondsBetween(track.first, track.last)].map(
          (time) => ((track.frames - 1) * 1000) / time,
        );
        const [rate = value] = rates;
        // Where some pictures follow each other as told, others are left out: the rate varies.
        if (rate < value && track.shortestStep < (1000 / value) * (1 + RATE_ERROR)) return;
        // By the timestamps and by the clock, so that neither of them is to blame.
        if (rates.every((one) => Math.abs(one - value) > RATE_ERROR * value))
          differ('framerate', value, rate);
      }
    }
  }

  function codecs({ at, from, values }: Told): void {
    for (const kind of ['audio', 'video'] as const) {
      const value = propertyOf(values, `${kind}codecid`);
      const isTheirs = (track: TrackStory): boolean =>
        track.from === from && track.kind === kind && track.codecNumber !== undefined;
      const real = story.tracks.all.find(isTheirs)?.codecNumber;
      if (typeof value !== 'number' || real === undefined || value === real) continue;
      // FourCCs and numbers of enhanced codecs are told in more than one way.
      if (value > 15) continue;
      const facts = { frame: at.frame, kind, value, real, codec: story.tracks.find(from, 1, kind)?.codec };
      report('codec.contradicts', { side: from, at, facts });
    }
  }

  return {
    event(event) {
      if (event.kind !== 'message') return;
      const { body, from } = event;
      if (body.kind === 'data') {
        const isMetadata = body.name === 'onMetaData' || body.values[0] === 'onMetaData';
        const values = body.values.find((value) => value instanceof Object && 'properties' in value);
        if (isMetadata && values !== undefined) told ??= { at: keepPlace(event), from, values };
      }
    },
    media: check,
    closed() {
      if (told === undefined) return;
      for (const track of story.tracks.all) {
        if (track.from === told.from && track.trackId === 0) compare(track, told);
      }
      codecs(told);
    },
  };
}
