import type { Note } from '../bytes/note.ts';
import { quantity } from '../bytes/quantity.ts';
import { codes } from '../field/codes.ts';
import { field } from '../field/field.ts';
import type { FieldReader } from '../field/field-reader.ts';

const section = 'E-RTMP v2, Enhanced Audio';

/** In which order the channels of a multichannel stream come. */
export const AudioChannelOrder = codes({
  unspecified: [0, 'Unspecified', section],
  native: [1, 'Native', section],
  custom: [2, 'Custom', section],
});

/** Where a channel is heard; the first 24 are the bits of the channel mask, too. */
export const AudioChannel = codes({
  frontLeft: [0, 'FrontLeft', section],
  frontRight: [1, 'FrontRight', section],
  frontCenter: [2, 'FrontCenter', section],
  lowFrequency1: [3, 'LowFrequency1', section],
  backLeft: [4, 'BackLeft', section],
  backRight: [5, 'BackRight', section],
  frontLeftCenter: [6, 'FrontLeftCenter', section],
  frontRightCenter: [7, 'FrontRightCenter', section],
  backCenter: [8, 'BackCenter', section],
  sideLeft: [9, 'SideLeft', section],
  sideRight: [10, 'SideRight', section],
  topCenter: [11, 'TopCenter', section],
  topFrontLeft: [12, 'TopFrontLeft', section],
  topFrontCenter: [13, 'TopFrontCenter', section],
  topFrontRight: [14, 'TopFrontRight', section],
  topBackLeft: [15, 'TopBackLeft', section],
  topBackCenter: [16, 'TopBackCenter', section],
  topBackRight: [17, 'TopBackRight', section],
  lowFrequency2: [18, 'LowFrequency2', section],
  topSideLeft: [19, 'TopSideLeft', section],
  topSideRight: [20, 'TopSideRight', section],
  bottomFrontCenter: [21, 'BottomFrontCenter', section],
  bottomFrontLeft: [22, 'BottomFrontLeft', section],
  bottomFrontRight: [23, 'BottomFrontRight', section],
  unused: [0xfe, 'Unused', section],
  unknown: [0xff, 'Unknown', section],
});

export const channelOrder = field(
  'rtmpt.audio.multichannel.order',
  'uint',
  'audioChannelOrder',
  section,
  AudioChannelOrder,
);
export const channelCount = field('rtmpt.audio.multichannel.count', 'uint', 'channelCount', section);
export const channelMask = field('rtmpt.audio.multichannel.mask', 'uint', 'audioChannelFlags', section);
/** A place in the custom mapping, or a bit of the mask that is set. */
export const channel = field(
  'rtmpt.audio.multichannel.channel',
  'uint',
  'AudioChannel',
  section,
  AudioChannel,
);

/** Which speaker each channel is for (E-RTMP v2, Enhanced Audio). */
export type MultichannelConfig = {
  /** `AudioChannelOrder`. */
  order: number | undefined;
  channelCount: number | undefined;
  /** Native order: a bit for each channel that is there. */
  channelMask: number | undefined;
  /** Native or custom order: `AudioChannel` of each channel, in the order of the stream. */
  channels: number[] | undefined;
};

/** Reads the body of a multichannel configuration into `config`, as far as it goes. */
export function readMultichannelConfig(
  reader: FieldReader,
  config: MultichannelConfig,
  notes: Note[] | undefined,
): void {
  config.order = reader.uint8(channelOrder);
  const count = reader.uint8(channelCount);
  config.channelCount = count;
  if (config.order === AudioChannelOrder.custom) {
    const channels: number[] = [];
    config.channels = channels;
    for (let i = 0; i < count; i++) channels.push(reader.uint8(channel));
  } else if (config.order === AudioChannelOrder.native) {
    const mask = reader.uint32(channelMask);
    const channels = channelsOf(mask);
    config.channelMask = mask;
    config.channels = channels;
    for (const bit of channels.toReversed()) reader.part(channel, bit, 31 - bit, 1);
    if (channels.length !== count) {
      notes?.push({
        code: 'flv.channel-count',
        severity: 'warning',
        text: `audioChannelFlags name ${quantity(channels.length, 'channel')}, channelCount is ${count} (${section})`,
      });
    }
  }
}

function channelsOf(mask: number): number[] {
  const channels: number[] = [];
  for (let bit = 0; bit < 32; bit++) if (((mask >>> bit) & 1) === 1) channels.push(bit);
  return channels;
}

/** A channel in the specification's word: `FrontLeft`; the number of a reserved one. */
export function channelName(code: number): string {
  return AudioChannel.labelOf(code) ?? String(code);
}
