import type { Catalogue } from './catalogue.ts';

/** Values that their place in a command or data message gives a meaning. */
export const places: Catalogue['places'] = {
  commandName:
    'The name of the command: the function that the receiver is to call, or _result and _error for its answer.',
  transactionId:
    'The number that the answer repeats, so that the caller knows what was answered. 0 means that no answer is wanted.',
  commandObject: 'What the command is about. Only connect has something to say here; others send null.',
  properties: 'What the server is, where it answers connect; null in most other answers.',
  dataName: 'The name of the event.',
  optionalArguments: 'Whatever the application asks for; a way to send a user name or token.',
  information: 'How it went: level, code and description.',
  response: 'What the function of the application returned.',
  streamId: 'The number of the message stream.',
  streamName:
    'The name of the stream, which publisher and player must agree on. Query parameters such as tokens may follow a question mark.',
  start:
    'Where to begin: -2 live if there is such a stream and recorded otherwise, -1 live only, else a time in seconds. Many players send milliseconds.',
  duration: 'How long to play; -1 plays to the end.',
  reset: 'Whether what is already in the playlist is dropped first.',
  parameters: 'Which stream is to follow, and how it takes over.',
  boolFlag: 'True to be sent it, false to be spared it.',
  publishingName:
    'The name of the stream, usually the secret stream key of the publisher. Whoever reads it in a capture can publish in its place.',
  publishingType:
    'live is not recorded; record makes a new file, append lengthens one. Most servers record by their own rules.',
  milliSeconds: 'The place in the stream, in milliseconds.',
  pause: 'True to pause, false to go on.',
  seconds: 'The length in seconds.',
  payload: 'Bytes to measure by; they mean nothing.',
  kilobitsDown: 'The measured bandwidth towards the client, in kb/s; 0 where nothing was measured.',
  deltaDown: 'How much was sent to measure.',
  deltaTime: 'How long that took, in ms.',
  latency: 'The time to the client and back, in ms.',
  handler: 'Under which name the players get it, nearly always onMetaData.',
  metadata: 'What there is to know of the stream, as names with values.',
  cuePoint: 'The mark: its name, time and type.',
  textData: 'The text with its language and track.',
  timecode: 'Date and time at the encoder.',
  audioSampleAccess: 'Whether the sound may be read.',
  videoSampleAccess: 'Whether the pictures may be read.',
};
