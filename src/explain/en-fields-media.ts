import type { FieldId } from './field-id.ts';

/** Fields of audio and video messages, and of the configuration of their decoders. */
export const mediaFields = {
  'rtmpt.audio.control':
    'The first byte of every audio message: the codec, and for old codecs how the sound was sampled.',
  'rtmpt.audio.format':
    'The codec. 10 is AAC, which nearly every stream has; 2 is MP3, 11 Speex; 9 says that a FourCC names the codec.',
  'rtmpt.audio.rate':
    'How often a second the sound was sampled. Of AAC it is always 44 kHz, whatever the sound is: the sequence header has the truth.',
  'rtmpt.audio.size':
    'Bits of a sample. It means something for uncompressed sound only; compressed sound is always marked 16 bit.',
  'rtmpt.audio.type':
    'Mono or stereo. Of AAC it is always stereo, whatever the sound is: the sequence header has the truth.',
  'rtmpt.audio.aac_packet_type':
    '0 is the sequence header, which configures the decoder and must come before any sound; 1 is sound.',
  'rtmpt.audio.packet_type':
    'What the message carries: the configuration of the decoder, sound, the end of the sequence, or the layout of the channels.',
  'rtmpt.audio.fourcc':
    'The codec in four characters, because the four bits of the old header had no room for new ones.',

  'rtmpt.video.control':
    'The first byte of every video message: the sort of frame, and the codec or what follows.',
  'rtmpt.video.type':
    '1 is a keyframe, which can be decoded alone and where playing can start; 2 needs the frames before it; 5 is no picture but a command.',
  'rtmpt.video.format':
    'The codec. 7 is H.264; 12 is HEVC by a custom of Chinese networks, which other servers may refuse or misread.',
  'rtmpt.video.avc_packet_type':
    '0 is the sequence header, which configures the decoder and must come before any picture; 1 is a picture, 2 the end.',
  'rtmpt.video.composition_time':
    'Milliseconds from decoding this picture to showing it. It is above 0 where B-frames make pictures travel in another order than they are shown.',
  'rtmpt.video.command':
    'Tells the player that the pictures that follow only lead up to the place that it seeks (0), or that this place is reached (1).',
  'rtmpt.video.is_ex_header':
    'Set by Enhanced RTMP: the low bits then say what the message carries, and a FourCC names the codec. A server that does not know it sees an impossible frame type.',
  'rtmpt.video.packet_type':
    'What the message carries: the configuration of the decoder, a picture with or without a composition time, the end, colours, or several tracks.',
  'rtmpt.video.fourcc':
    'The codec in four characters, such as hvc1, av01 or vp09, because the four bits of the old header had no room for new ones.',

  'rtmpt.avc.version':
    'The version of this record, always 1. Anything else means that these bytes are no configuration.',
  'rtmpt.avc.profile':
    'Which tools of H.264 the stream uses: 66 Baseline, 77 Main, 100 High. A decoder that lacks the profile shows nothing.',
  'rtmpt.avc.compatibility':
    'Constraints that narrow the profile, a bit each. Profile 66 with bit 0x40 is Constrained Baseline, which every phone plays.',
  'rtmpt.avc.level':
    'How much the decoder must manage, times ten: 31 is level 3.1, enough for 1280×720 at 30 frames a second.',
  'rtmpt.avc.length_size':
    'How many bytes, less one, stand before each NAL unit to say its length. It is nearly always 3; a reader that assumes another size finds nonsense.',
  'rtmpt.avc.sps.count': 'How many sequence parameter sets follow. Nearly always one.',
  'rtmpt.avc.sps.length': 'How many bytes the sequence parameter set has.',
  'rtmpt.avc.sps':
    'The sequence parameter set: size of the picture, cropping, frame rate and colours. Without it no picture can be decoded.',
  'rtmpt.avc.pps.count': 'How many picture parameter sets follow.',
  'rtmpt.avc.pps.length': 'How many bytes the picture parameter set has.',
  'rtmpt.avc.pps':
    'The picture parameter set: how the pictures are coded, such as the entropy coding. Each picture names the set that it needs.',
  'rtmpt.avc.chroma_format':
    'How finely colour is kept: 0 grey, 1 for 4:2:0 as nearly always, 2 for 4:2:2, 3 for 4:4:4. Many hardware decoders take 1 only.',
  'rtmpt.avc.bit_depth_luma': 'Bits of a brightness sample, less 8: 0 is the usual 8 bit, 2 is 10 bit.',
  'rtmpt.avc.bit_depth_chroma': 'Bits of a colour sample, less 8: 0 is the usual 8 bit, 2 is 10 bit.',
  'rtmpt.avc.sps_ext.count': 'How many extensions of sequence parameter sets follow. Nearly always none.',
  'rtmpt.avc.sps_ext.length': 'How many bytes the extension has.',
  'rtmpt.avc.sps_ext': 'An extension of the sequence parameter set, for pictures with transparency.',

  'rtmpt.hevc.version': 'The version of this record, 1. Some early senders write 0.',
  'rtmpt.hevc.profile':
    'Which tools of HEVC the stream uses: 1 Main, 2 Main 10. A decoder that lacks the profile shows nothing.',
  'rtmpt.hevc.tier': 'Main (0) or High (1). High allows far higher bit rates at the same level, for studios.',
  'rtmpt.hevc.compatibility': 'A bit for each profile whose decoders can also decode this stream.',
  'rtmpt.hevc.constraints': 'Promises that narrow the profile, such as that all pictures are progressive.',
  'rtmpt.hevc.level': 'How much the decoder must manage, times thirty: 93 is level 3.1, 120 level 4.',
  'rtmpt.hevc.segmentation':
    'The least size of pieces of a picture that can be decoded apart from each other; 0 promises none.',
  'rtmpt.hevc.parallelism':
    'How the pictures can be decoded by several cores at once: 1 by slices, 2 by tiles, 3 by rows, 0 not known.',
  'rtmpt.hevc.chroma_format':
    'How finely colour is kept: 0 grey, 1 for 4:2:0 as nearly always, 2 for 4:2:2, 3 for 4:4:4.',
  'rtmpt.hevc.bit_depth_luma':
    'Bits of a brightness sample, less 8: 0 is 8 bit, 2 is 10 bit as HDR needs it.',
  'rtmpt.hevc.bit_depth_chroma': 'Bits of a colour sample, less 8: 0 is 8 bit, 2 is 10 bit as HDR needs it.',
  'rtmpt.hevc.frame_rate':
    'The average frame rate in frames per 256 seconds; 0 where the sender does not say it.',
  'rtmpt.hevc.length_size':
    'How many bytes, less one, stand before each NAL unit to say its length; 3 nearly always.',
  'rtmpt.hevc.array.count':
    'How many lists of parameter sets follow, one for each type: usually VPS, SPS and PPS.',
  'rtmpt.hevc.array.type': 'Which parameter sets the list holds: 32 VPS, 33 SPS, 34 PPS.',
  'rtmpt.hevc.unit.count': 'How many parameter sets of this type follow.',
  'rtmpt.hevc.unit.length': 'How many bytes the parameter set has.',
  'rtmpt.hevc.unit':
    'A parameter set as it would stand in the stream. The decoder needs all of them before the first picture.',

  'rtmpt.aac.config':
    'How AAC is to be decoded: the variant, the real sampling rate and the channels. The header of the message is not to be believed in these.',
} as const satisfies Partial<Record<FieldId, string>>;
