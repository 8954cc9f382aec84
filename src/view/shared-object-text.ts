import { amfText } from '../amf/text.ts';
import { safeText } from '../bytes/safe-text.ts';
import { SharedObjectEventType } from '../rtmp/codes.ts';
import type { SharedObject, SharedObjectEvent } from '../rtmp/shared-object.ts';

/** Characters of one value, and events, that a line shows. */
const VALUE_ROOM = 60;
const MOST_EVENTS = 8;

export function sharedObjectTitle({ name }: SharedObject): string {
  return `Shared object ${amfText(name, VALUE_ROOM)}`;
}

/** What happens to the object: `Change score 5 · Clear`, and which version of it. */
export function sharedObjectDetail({ version, persistent, events }: SharedObject): string {
  const facts = events.slice(0, MOST_EVENTS).map(eventText);
  if (events.length > MOST_EVENTS) facts.push('…');
  if (version !== undefined) facts.push(`version ${version}`);
  if (persistent) facts.push('persistent');
  return facts.join(' · ');
}

/** Whether one of the events is a status of the level error. */
export function isRefused({ events }: SharedObject): boolean {
  return events.some(({ level }) => level === 'error');
}

function eventText(event: SharedObjectEvent): string {
  const { type, properties, name, values, code } = event;
  const title = SharedObjectEventType.labelOf(type) ?? `event ${type}`;
  if (properties !== undefined) {
    const changes = properties.map(([key, value]) => `${safeText(key)} ${amfText(value, VALUE_ROOM)}`);
    return `${title} ${changes.join(', ')}`.trimEnd();
  }
  if (values !== undefined) {
    const [handler, ...others] = values;
    const called = typeof handler === 'string' ? safeText(handler) : amfText(handler, VALUE_ROOM);
    return `${title} ${called}(${others.map((value) => amfText(value, VALUE_ROOM)).join(', ')})`;
  }
  const about = name ?? code;
  return about === undefined ? title : `${title} ${safeText(about)}`;
}
