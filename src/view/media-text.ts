import { frameRate, keyframeInterval, type MediaRun, type MediaTally } from '../analysis/media-run.ts';
import { DEFAULT_TRACK, factsOf, type TrackConfig } from '../analysis/track-config.ts';
import { grouped, quantity } from '../bytes/quantity.ts';
import { TransferCharacteristics } from '../flv/color-codes.ts';

/** Tracks of a run that are named. */
const MOST_TRACKS = 8;
/** How far a measured rate may be off its nominal one, of one, because timestamps are whole milliseconds. */
const ROUNDING = 0.005;

/** Finds what the configuration of a track told. */
export type TrackLookup = (kind: 'audio' | 'video', trackId: number) => TrackConfig | undefined;

/** A run of media on one line. */
export function runText(run: MediaRun, lookup: TrackLookup): string {
  const parts: string[] = [];
  if (run.video.messages > 0) parts.push(videoText(run.video, lookup));
  if (run.audio.messages > 0) parts.push(audioText(run.audio, lookup));
  const { duration, bitRate } = run;
  if (duration > 0) parts.push(`${(duration / 1000).toFixed(1)} s`);
  if (bitRate !== undefined) parts.push(bitRateText(bitRate));
  if (run.aggregates > 0) parts.push(`in ${quantity(run.aggregates, 'aggregate')}`);
  return parts.join(' · ');
}

function videoText(tally: MediaTally, lookup: TrackLookup): string {
  const track = lookup('video', tally.trackId ?? DEFAULT_TRACK);
  const rate = nominalRate(frameRate(tally), track);
  const interval = keyframeInterval(tally);
  const facts = [`${grouped(tally.messages)} video`, tracksText(tally, 'video', lookup)];
  if (rate !== undefined) facts.push(`${rateText(rate)} fps`);
  const key = interval === undefined ? '' : `, key every ${(interval / 1000).toFixed(2)} s`;
  return `${facts.filter((fact) => fact !== '').join(' ')}${key}`;
}

function audioText(tally: MediaTally, lookup: TrackLookup): string {
  return `${grouped(tally.messages)} audio ${tracksText(tally, 'audio', lookup)}`.trimEnd();
}

/** `H.264 320×180`; of several tracks `H.264 320×180 + HEVC 640×360`. */
function tracksText(tally: MediaTally, kind: 'audio' | 'video', lookup: TrackLookup): string {
  const { trackId = DEFAULT_TRACK, codec, others = [] } = tally;
  const names = [[trackId, codec] as const, ...others]
    .sort(([one], [other]) => one - other)
    .map(([id, name]) => nameOf(lookup(kind, id), name))
    .filter((name) => name !== '');
  if (names.length > MOST_TRACKS) names.splice(MOST_TRACKS, names.length, '…');
  return names.join(' + ');
}

function nameOf(track: TrackConfig | undefined, codec: string | undefined): string {
  return track === undefined ? (codec ?? '') : trackText(track);
}

/** The rate that the track announces, where what was measured is that but for the rounding of timestamps. */
function nominalRate(measured: number | undefined, track: TrackConfig | undefined): number | undefined {
  const nominal = track?.kind === 'video' ? track.config.picture?.frameRate : undefined;
  if (measured === undefined || nominal === undefined) return measured;
  return Math.abs(measured - nominal) < nominal * ROUNDING ? nominal : measured;
}

/** `25`, `29.97`. */
export function rateText(rate: number): string {
  return String(Number(rate.toFixed(2)));
}

/** `154 kb/s`, `4.50 Mb/s`. */
export function bitRateText(bitsPerSecond: number): string {
  return bitsPerSecond < 1e6
    ? `${Math.round(bitsPerSecond / 1000)} kb/s`
    : `${(bitsPerSecond / 1e6).toFixed(2)} Mb/s`;
}

/** A track in a few words: `H.264 320×180`, `AAC-LC 44.1 kHz mono`. */
function trackText(track: TrackConfig): string {
  const { codec } = track;
  const { profile, width, height, sampleRate, channels, bitDepth } = factsOf(track);
  if (track.kind === 'video') {
    return width === undefined ? codec : `${codec} ${width}×${height}`;
  }
  const facts = [profile ?? codec];
  if (sampleRate !== undefined) facts.push(`${sampleRate / 1000} kHz`);
  if (channels !== undefined) facts.push(channelText(channels));
  if (bitDepth !== undefined) facts.push(quantity(bitDepth, 'bit'));
  return facts.join(' ');
}

/** What a sequence header says: `H.264 High 3.1, 320×180, 25 fps, 4:2:0, 8 bits`. */
export function configText(track: TrackConfig): string {
  if (track.kind === 'audio') return trackText(track);
  const { profile, level, width, height, frameRate: rate, chroma, bitDepth, colour } = factsOf(track);
  const facts = [`${track.codec} ${profile ?? 'of an unknown profile'}`];
  // The profiles of VP9 are numbers, so that a level right behind one would be misread.
  if (level !== undefined) {
    if (profile?.startsWith('Profile') === true) facts.push(`level ${level}`);
    else facts[0] += ` ${level}`;
  }
  if (width !== undefined) facts.push(`${width}×${height}`);
  if (rate !== undefined) facts.push(`${rateText(rate)} fps`);
  if (chroma !== undefined) facts.push(chroma, `${bitDepth} bits`);
  if (colour?.transfer === TransferCharacteristics.pq || colour?.transfer === TransferCharacteristics.hlg) {
    facts.push(`HDR (${TransferCharacteristics.labelOf(colour.transfer)})`);
  }
  return facts.join(', ');
}

/** `mono`, `6 channels`. */
export function channelText(channels: number): string {
  if (channels === 1) return 'mono';
  return channels === 2 ? 'stereo' : `${channels} channels`;
}

/** `0.3 ms`, `43.9 ms`, `1.20 s`. */
export function millisecondsText(milliseconds: number): string {
  return Math.abs(milliseconds) < 1000
    ? `${milliseconds.toFixed(1)} ms`
    : `${(milliseconds / 1000).toFixed(2)} s`;
}
