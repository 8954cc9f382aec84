/** How much a status weighs (RTMP 1.0 §7.2.2). */
export type StatusLevel = 'status' | 'warning' | 'error';

const actionScript = 'ActionScript 3.0 Reference, NetStatusEvent';
const play = 'RTMP 1.0 §7.2.2.1';
const sharing = 'not in RTMP 1.0; Flash Media Server on access to shared objects';
const vendor = 'not in RTMP 1.0; servers in the field';
const enhanced = 'E-RTMP v2, Reconnect Request';

/** Every status code that has a meaning, its level, and where it is defined. */
export const STATUS_CODES = {
  'NetConnection.Call.BadVersion': ['error', actionScript],
  'NetConnection.Call.Failed': ['error', enhanced],
  'NetConnection.Call.Prohibited': ['error', actionScript],
  'NetConnection.Connect.AppShutdown': ['error', enhanced],
  'NetConnection.Connect.Closed': ['status', enhanced],
  'NetConnection.Connect.Failed': ['error', enhanced],
  'NetConnection.Connect.IdleTimeOut': ['status', actionScript],
  'NetConnection.Connect.InvalidApp': ['error', actionScript],
  'NetConnection.Connect.NetworkChange': ['status', actionScript],
  'NetConnection.Connect.ReconnectRequest': ['status', enhanced],
  'NetConnection.Connect.Rejected': ['error', enhanced],
  'NetConnection.Connect.Success': ['status', enhanced],
  'NetConnection.Proxy.NotResponding': ['error', enhanced],
  'NetStream.Buffer.Empty': ['status', actionScript],
  'NetStream.Buffer.Flush': ['status', actionScript],
  'NetStream.Buffer.Full': ['status', actionScript],
  'NetStream.Data.Start': ['status', vendor],
  'NetStream.Failed': ['error', actionScript],
  'NetStream.MulticastStream.Reset': ['status', actionScript],
  'NetStream.Pause.Notify': ['status', 'RTMP 1.0 §7.2.2.8'],
  'NetStream.Play.Complete': ['status', vendor],
  'NetStream.Play.Failed': ['error', actionScript],
  'NetStream.Play.FileStructureInvalid': ['error', actionScript],
  'NetStream.Play.InsufficientBW': ['warning', actionScript],
  'NetStream.Play.NoSupportedTrackFound': ['error', actionScript],
  'NetStream.Play.PublishNotify': ['status', actionScript],
  'NetStream.Play.Reset': ['status', play],
  'NetStream.Play.Start': ['status', play],
  'NetStream.Play.Stop': ['status', actionScript],
  'NetStream.Play.StreamNotFound': ['error', play],
  'NetStream.Play.Switch': ['status', vendor],
  'NetStream.Play.Transition': ['status', actionScript],
  'NetStream.Play.TransitionComplete': ['status', vendor],
  'NetStream.Play.UnpublishNotify': ['status', actionScript],
  'NetStream.Publish.BadConnection': ['error', vendor],
  'NetStream.Publish.BadName': ['error', actionScript],
  'NetStream.Publish.Denied': ['error', vendor],
  'NetStream.Publish.Idle': ['status', actionScript],
  'NetStream.Publish.Rejected': ['error', vendor],
  'NetStream.Publish.Start': ['status', actionScript],
  'NetStream.Publish.Unauthorized': ['error', vendor],
  'NetStream.Record.Failed': ['error', actionScript],
  'NetStream.Record.NoAccess': ['error', actionScript],
  'NetStream.Record.Start': ['status', actionScript],
  'NetStream.Record.Stop': ['status', actionScript],
  'NetStream.Seek.Failed': ['error', actionScript],
  'NetStream.Seek.InvalidTime': ['error', actionScript],
  'NetStream.Seek.Notify': ['status', 'RTMP 1.0 §7.2.2.7'],
  'NetStream.Unpause.Notify': ['status', 'RTMP 1.0 §7.2.2.8'],
  'NetStream.Unpublish.Success': ['status', actionScript],
  'SharedObject.BadPersistence': ['error', actionScript],
  'SharedObject.Flush.Failed': ['error', actionScript],
  'SharedObject.Flush.Success': ['status', actionScript],
  'SharedObject.NoReadAccess': ['error', sharing],
  'SharedObject.NoWriteAccess': ['error', sharing],
  'SharedObject.ObjectCreationFailed': ['error', sharing],
  'SharedObject.UriMismatch': ['error', actionScript],
} as const satisfies Readonly<Record<string, readonly [level: StatusLevel, section: string]>>;

/** The status codes that have a meaning. */
export type StatusCode = keyof typeof STATUS_CODES;

/** Whether a text is a status code that has a meaning. */
export function isStatusCode(text: string): text is StatusCode {
  return Object.hasOwn(STATUS_CODES, text);
}

/** The level that a status of this code has, where the sender does not say it. */
export function levelOf(code: StatusCode): StatusLevel {
  return STATUS_CODES[code][0];
}
