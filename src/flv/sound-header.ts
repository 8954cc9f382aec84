import type { FieldReader } from '../field/field-reader.ts';

/** What the coded sound says of itself: Hz and channels; `undefined` where it says nothing that is known. */
export type SoundFacts = { sampleRate: number | undefined; channels: number | undefined };

/** Hz by sampling_frequency of MPEG-1; half of it in MPEG-2, a quarter in MPEG-2.5. */
const MPEG_RATES: readonly number[] = [44_100, 48_000, 32_000];
/** Hz by fscod of AC-3. */
const AC3_RATES: readonly number[] = [48_000, 44_100, 32_000];
/** Channels by acmod, without that for low frequencies. */
const AC3_CHANNELS: readonly number[] = [2, 1, 2, 3, 3, 4, 4, 5];
const HALF_RATE = 3;
const SINGLE_CHANNEL = 3;

/**
 * Reads ahead what the first frame of a codec without a configuration says of its sound, into `facts`; leaves them as they are
 * where it says nothing. FLV has no code for most rates: MP3 of 48 kHz is sent as one of 44 kHz.
 */
export function peekSound(reader: FieldReader, codec: string | undefined, facts: SoundFacts): void {
  if (codec === 'MP3') peekMpegAudio(reader, facts);
  else if (codec === 'AC-3' || codec === 'E-AC-3') peekAc3(reader, codec, facts);
}

/** The header of a frame of MPEG audio (ISO 11172-3 §2.4.1.3, ISO 13818-3 §2.4.2.3; MPEG-2.5 is an extension of the latter). */
function peekMpegAudio(reader: FieldReader, facts: SoundFacts): void {
  const second = reader.peek(1) ?? 0;
  const third = reader.peek(2) ?? 0;
  const fourth = reader.peek(3);
  if (reader.peek() !== 0xff || second >> 5 !== 7 || fourth === undefined) return;
  const version = (second >> 3) & 3;
  const rate = MPEG_RATES[(third >> 2) & 3];
  if (rate === undefined || version === 1) return;
  facts.sampleRate = version === 3 ? rate : rate / (version === 2 ? 2 : 4);
  facts.channels = fourth >> 6 === SINGLE_CHANNEL ? 1 : 2;
}

/** The beginning of a syncframe (ETSI TS 102 366 §4.3, §4.4.2; E-AC-3: §E.1.2), of its first substream. */
function peekAc3(reader: FieldReader, codec: 'AC-3' | 'E-AC-3', facts: SoundFacts): void {
  const fifth = reader.peek(4) ?? 0;
  const seventh = reader.peek(6);
  if (reader.peek() !== 0x0b || reader.peek(1) !== 0x77 || seventh === undefined) return;
  const code = fifth >> 6;
  if (codec === 'E-AC-3') {
    const half = (AC3_RATES[(fifth >> 4) & 3] ?? 0) / 2;
    facts.sampleRate = AC3_RATES[code] ?? (code === HALF_RATE && half > 0 ? half : undefined);
    facts.channels = AC3_CHANNELS[(fifth >> 1) & 7]! + (fifth & 1);
    return;
  }
  const mode = seventh >> 5;
  // Before lfeon stand two bits each of what some arrangements have: cmixlev, surmixlev, dsurmod.
  const hasCentre = (mode & 1) === 1 && mode !== 1;
  const skipped = (hasCentre ? 2 : 0) + ((mode & 4) === 4 ? 2 : 0) + (mode === 2 ? 2 : 0);
  facts.sampleRate = AC3_RATES[code];
  facts.channels = AC3_CHANNELS[mode]! + ((seventh >> (4 - skipped)) & 1);
}
