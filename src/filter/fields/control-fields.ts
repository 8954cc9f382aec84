import type { Field } from '../../field/field.ts';
import * as control from '../../rtmp/protocol-control.ts';
import * as user from '../../rtmp/user-control.ts';
import type { Value } from '../types.ts';
import type { FilterField } from './filter-field.ts';

/** What protocol control and User Control messages say (RTMP 1.0 §5.4, §7.1.7). */
export const CONTROL_FIELDS: readonly FilterField[] = [
  ofControl(control.chunkSize, (body) => body.chunkSize),
  ofControl(control.chunkStreamId, (body) => body.csid),
  ofControl(control.sequenceNumber, (body) => body.sequenceNumber),
  ofControl(control.windowSize, (body) => body.windowSize),
  ofControl(control.limitType, (body) => body.limitType),
  ofUserControl(user.eventType, ({ event }) => (event < 0 ? undefined : event)),
  ofUserControl(user.streamId, (body) => body.streamId),
  ofUserControl(user.bufferLength, (body) => body.bufferLength),
  ofUserControl(user.timestamp, (body) => body.timestamp),
  ofUserControl(user.swfSize, (body) => body.swfSize),
  ofUserControl(user.swfDigest, (body) => body.swfDigest),
  ofUserControl(user.eventData, (body) => body.data),
];

function ofControl(field: Field, read: (body: control.ProtocolControl) => Value | undefined): FilterField {
  return {
    ...field,
    cost: 'body',
    read: (event) =>
      event.kind === 'message' && event.body.kind === 'control' ? read(event.body) : undefined,
  };
}

function ofUserControl(field: Field, read: (body: user.UserControl) => Value | undefined): FilterField {
  return {
    ...field,
    cost: 'body',
    read: (event) =>
      event.kind === 'message' && event.body.kind === 'userControl' ? read(event.body) : undefined,
  };
}
