import type { FieldId } from './field-id.ts';

/** What the configurations of all codecs come to. */
export const configFields = {
  'rtmpt.config.profile':
    'Which tools of the codec the stream uses. A decoder that lacks the profile shows nothing.',
  'rtmpt.config.tier': 'Main for delivery, High for the bit rates of studios.',
  'rtmpt.config.level': 'How much the decoder must manage: size, frame rate and bit rate together.',
  'rtmpt.config.width':
    'Width of the picture as it is shown, after cropping. This is the truth; metadata is only a hint.',
  'rtmpt.config.height':
    'Height of the picture as it is shown, after cropping. This is the truth; metadata is only a hint.',
  'rtmpt.config.framerate':
    'Pictures a second by the clock of the codec. RTMP goes by timestamps and does not need it.',
  'rtmpt.config.chroma':
    'How finely colour is kept. 4:2:0 keeps one colour for four pixels, and is all that most players take.',
  'rtmpt.config.bitdepth': 'Bits of a sample: 8 usually, 10 for HDR.',
  'rtmpt.config.sar.width': 'With its partner, the shape of a pixel: 1 to 1 is square.',
  'rtmpt.config.sar.height': 'With its partner, the shape of a pixel: 1 to 1 is square.',
  'rtmpt.config.full_range':
    'Whether black is 0, as in computers, or 16, as in television. If it is wrong, pictures look pale or harsh.',
  'rtmpt.config.primaries': 'Which red, green and blue are meant: 1 is BT.709 of HD, 9 is BT.2020 of UHD.',
  'rtmpt.config.transfer': 'How numbers become light: 1 is BT.709, 16 PQ and 18 HLG, the two of HDR.',
  'rtmpt.config.matrix':
    'How brightness and colour were computed from red, green and blue: 1 is BT.709, 9 BT.2020.',
  'rtmpt.config.samplerate':
    'Samples a second, as they are played. This is the truth; the header of the message is not.',
  'rtmpt.config.channels':
    'How many channels are played. This is the truth; the header of the message is not.',
  'rtmpt.config.reserved': 'Bits that are kept for later. Most formats want them all set.',
} as const satisfies Partial<Record<FieldId, string>>;
