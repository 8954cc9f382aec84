/**
 * How a class that writes itself lays out its members: the name of its only value, or for each class in the line of
 * inheritance the names that the bits of its flag bytes stand for, from the lowest bit on.
 */
export type ExternalLayout = string | readonly FlaggedMembers[];

/** Names by flag byte and bit. */
export type FlaggedMembers = readonly (readonly string[])[];

const abstractMessage: FlaggedMembers = [
  ['body', 'clientId', 'destination', 'headers', 'messageId', 'timestamp', 'timeToLive'],
  ['clientIdBytes', 'messageIdBytes'],
];
const asyncMessage: readonly FlaggedMembers[] = [abstractMessage, [['correlationId', 'correlationIdBytes']]];
const acknowledgeMessage: readonly FlaggedMembers[] = [...asyncMessage, []];
const commandMessage: readonly FlaggedMembers[] = [...asyncMessage, [['operation']]];

/** Layouts by class name, as BlazeDS reads them; AMF3 leaves them to the two sides (AMF3 §3.12). */
export const externalLayouts: ReadonlyMap<string, ExternalLayout> = new Map<string, ExternalLayout>([
  ['flex.messaging.io.ArrayCollection', 'source'],
  ['flex.messaging.io.ArrayList', 'source'],
  ['flex.messaging.io.ObjectProxy', 'object'],
  ['DSA', asyncMessage],
  ['DSC', commandMessage],
  ['DSK', acknowledgeMessage],
  ['flex.messaging.messages.AsyncMessageExt', asyncMessage],
  ['flex.messaging.messages.CommandMessageExt', commandMessage],
  ['flex.messaging.messages.AcknowledgeMessageExt', acknowledgeMessage],
]);
