import type { Catalogue } from './catalogue.ts';

export const media: Catalogue['media'] = {
  audioSequenceHeader: {
    client:
      'Configures the decoder of the audio. The encoder sends it once before any sound; without it nobody can decode what follows.',
    server:
      'Configures the decoder of the audio. The server keeps that of the publisher and gives it to every player that joins, before any sound.',
  },
  audioFrame: {
    client: 'One frame of compressed sound, as the encoder made it.',
    server: 'One frame of compressed sound, passed on to the player.',
  },
  audioEmpty:
    'A message without sound: silence, or a sign that the connection lives. Some receivers stumble over it.',
  audioSequenceEnd: 'The audio ends here. What follows needs a new configuration.',
  audioMultichannelConfig:
    'Says which loudspeaker each channel is for, where mono and stereo do not tell enough.',
  audioMultitrack:
    'Sound of one or more tracks, such as several languages. Each has a track id; 0 is the one that is meant where none is named.',
  videoSequenceHeader: {
    client:
      'Configures the decoder of the video. The encoder sends it once before any picture; without it the screen stays black.',
    server:
      'Configures the decoder of the video. The server keeps that of the publisher and gives it to every player that joins, before any picture.',
  },
  videoKeyframe: {
    client:
      'A picture that can be decoded alone. Players can only join here, so the time between two keyframes is the longest that they wait.',
    server:
      'A picture that can be decoded alone, and so the first that a player gets. Servers often keep the last one, to start at once.',
  },
  videoInterFrame:
    'A picture that is told as changes to earlier ones. If one before it is lost, it shows damage until the next keyframe.',
  videoDisposableFrame:
    'A picture that no other one needs. A server may leave it out when the connection is too slow.',
  videoSequenceEnd: 'The video ends here. What follows needs a new configuration.',
  videoCommand:
    'No picture, but a hint to the player around a seek: the pictures between are to be decoded and not shown.',
  videoMetadata: 'Describes the colours, such as those of HDR. It holds until the next one.',
  videoMultitrack:
    'Pictures of one or more tracks, such as several sizes or cameras. Each has a track id; 0 is the one that is meant where none is named.',
  videoEmpty: 'A message without a picture. No specification gives it a meaning.',
};

export const runs: Catalogue['runs'] = {
  audio: {
    client: 'The encoder sends sound. Each message holds one frame with its time.',
    server: 'The server passes sound on to the player. Each message holds one frame with its time.',
  },
  video: {
    client: 'The encoder sends pictures: a keyframe now and then, and changes to earlier pictures between.',
    server:
      'The server passes pictures on to the player: a keyframe now and then, and changes to earlier pictures between.',
  },
  audioAndVideo: {
    client:
      'The encoder sends sound and pictures in turn, in the order of their times. Keyframes are where a player can join.',
    server:
      'The server passes sound and pictures on to the player, in the order of their times. The first picture must be a keyframe.',
  },
  acknowledgements: {
    client:
      'The client reports now and then how many bytes it has received, so that the server goes on sending.',
    server:
      'The server reports now and then how many bytes it has received, so that the client goes on sending.',
  },
};
