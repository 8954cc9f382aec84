import type { FieldId } from './field-id.ts';

/** Fields of Enhanced RTMP around tracks, modifiers and channels. */
export const trackFields = {
  'rtmpt.modex':
    'A modifier in front of the packet that it changes. A receiver that does not know its type skips it by its size.',
  'rtmpt.modex.size':
    'How many bytes the modifier carries, less one. 255 says that the size is in the two bytes behind.',
  'rtmpt.modex.data': 'What the modifier carries.',
  'rtmpt.modex.timestamp_offset_nano':
    'Nanoseconds to add to the timestamp of the message, which counts whole milliseconds only. It is below a million, and dropping it costs precision but nothing else.',
  'rtmpt.modex.control': 'The type of the modifier, and of the packet that it changes.',
  'rtmpt.modex.type': 'What the modifier changes: 0 makes the timestamp finer.',
  'rtmpt.audio.multitrack.control': 'How many tracks the message holds, and what it holds of each.',
  'rtmpt.audio.multitrack.type':
    'Whether there is one track, several of one codec, or several that each name their own.',
  'rtmpt.audio.multitrack.track.packet_type':
    'What the message holds of each track: configurations, sound, or ends.',
  'rtmpt.audio.multitrack.track': 'What belongs to one of the tracks.',
  'rtmpt.audio.multitrack.track.id':
    'Number of the track. 0 is the default one, for receivers that play only one; others may be further languages.',
  'rtmpt.audio.multitrack.track.length':
    'How many bytes belong to this track. With only one track it is left out.',
  'rtmpt.audio.multitrack.track.data': 'The body of the track, as it would stand in a message of its own.',
  'rtmpt.audio.multichannel.order':
    'How channels are told: not at all, in the usual order by a mask, or each by its own number.',
  'rtmpt.audio.multichannel.count': 'How many channels the sound has.',
  'rtmpt.audio.multichannel.mask':
    'A bit for each loudspeaker that has a channel: 1 front left, 2 front right, 4 front centre.',
  'rtmpt.audio.multichannel.channel': 'Which loudspeaker this channel is for.',
  'rtmpt.video.multitrack.control': 'How many tracks the message holds, and what it holds of each.',
  'rtmpt.video.multitrack.type':
    'Whether there is one track, several of one codec, or several that each name their own.',
  'rtmpt.video.multitrack.packet_type':
    'What the message holds of each track: configurations, pictures, or ends.',
  'rtmpt.video.multitrack.track': 'What belongs to one of the tracks.',
  'rtmpt.video.multitrack.track.id':
    'Number of the track. 0 is the default one, for receivers that play only one; others may be other sizes or cameras.',
  'rtmpt.video.multitrack.track.length':
    'How many bytes belong to this track. With only one track it is left out.',
  'rtmpt.video.multitrack.track.data': 'The body of the track, as it would stand in a message of its own.',
} as const satisfies Partial<Record<FieldId, string>>;
