/**
 * Names of the arguments behind the command object, in the order of the specification (RTMP 1.0 §7.2) or, for commands
 * that it does not have, as servers read them.
 */
const ARGUMENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['connect', ['optionalArguments']],
  ['play', ['streamName', 'start', 'duration', 'reset']],
  ['play2', ['parameters']],
  ['publish', ['publishingName', 'publishingType']],
  ['deleteStream', ['streamId']],
  ['receiveAudio', ['boolFlag']],
  ['receiveVideo', ['boolFlag']],
  ['seek', ['milliSeconds']],
  ['pause', ['pause', 'milliSeconds']],
  ['pauseRaw', ['pause', 'milliSeconds']],
  ['releaseStream', ['streamName']],
  ['FCPublish', ['streamName']],
  ['FCUnpublish', ['streamName']],
  ['FCSubscribe', ['streamName']],
  ['FCUnsubscribe', ['streamName']],
  ['getStreamLength', ['streamName']],
  ['startTransmit', ['streamName']],
  ['stopTransmit', ['streamName']],
  ['onStatus', ['information']],
  ['onPlayStatus', ['information']],
  ['onFCPublish', ['information']],
  ['onFCUnpublish', ['information']],
  ['onFCSubscribe', ['information']],
  ['_error', ['information']],
]);

/** Names of the arguments of an answer, by the command that it answers. */
const RESULTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['connect', ['information']],
  ['createStream', ['streamId']],
  ['getStreamLength', ['seconds']],
]);

/** What argument number `index` of a command is called, or `undefined` for one that has no name. */
export function argumentName(command: string, index: number, answered?: string): string | undefined {
  if (command === '_result') return answered === undefined ? undefined : RESULTS.get(answered)?.[index];
  return ARGUMENTS.get(command)?.[index];
}
