/**
 * Calls that need no answer, and seldom get one: the specification says so (RTMP 1.0 §7.2.2), or no server in the field owes one.
 */
const WITHOUT_ANSWER: ReadonlySet<string> = new Set([
  'deleteStream',
  'closeStream',
  'releaseStream',
  'FCPublish',
  'FCUnpublish',
  'FCSubscribe',
  'FCUnsubscribe',
  'onFCPublish',
  'onFCUnpublish',
  'getStreamLength',
  'onBWDone',
  'onStatus',
  'receiveAudio',
  'receiveVideo',
  'pause',
  'seek',
]);

/** Whether a call that has a transaction id is to be answered. */
export function isAnswerDue(name: string): boolean {
  return !WITHOUT_ANSWER.has(name);
}
