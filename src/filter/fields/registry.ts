import { AGGREGATE_FIELDS } from './aggregate-fields.ts';
import { AMF_FIELDS } from './amf-fields.ts';
import { CAPTURE_FIELDS } from './capture-fields.ts';
import { COMMAND_FIELDS, SESSION_FIELDS } from './command-fields.ts';
import { CONTROL_FIELDS } from './control-fields.ts';
import type { FilterField } from './filter-field.ts';
import { AUDIO_FIELDS, MEDIA_FIELDS, VIDEO_FIELDS } from './media-fields.ts';
import { HANDSHAKE_FIELDS, HEADER_FIELDS } from './message-fields.ts';
import { SHARING_FIELDS } from './sharing-fields.ts';
import { TRACK_FIELDS } from './track-fields.ts';
import { treeFields } from './tree-fields.ts';
import { UNREAD_FIELDS } from './unread-fields.ts';

/** Fields whose values are read in a way of their own, by family. */
const NAMED_FIELDS: readonly FilterField[] = [
  ...HEADER_FIELDS,
  ...HANDSHAKE_FIELDS,
  ...CONTROL_FIELDS,
  ...COMMAND_FIELDS,
  ...SESSION_FIELDS,
  ...SHARING_FIELDS,
  ...AGGREGATE_FIELDS,
  ...MEDIA_FIELDS,
  ...AUDIO_FIELDS,
  ...VIDEO_FIELDS,
  ...TRACK_FIELDS,
  ...AMF_FIELDS,
  ...CAPTURE_FIELDS,
];
const TREE_FIELDS = treeFields(NAMED_FIELDS);

/** Every field that a filter or a column can name. */
export const FILTER_FIELDS: readonly FilterField[] = [...NAMED_FIELDS, ...TREE_FIELDS, ...UNREAD_FIELDS];

/** Beginnings of names that stand for others: what people call the protocol, and what Wireshark 1.0 to 1.8 called AMF. */
const SYNONYMS = [
  [/^rtmp(?=\.|$)/, 'rtmpt'],
  [/^rtmpt\.amf(?=\.)/, 'amf'],
] as const;

const byId = new Map(FILTER_FIELDS.map((field) => [field.id, field]));
const byShort = new Map(
  FILTER_FIELDS.flatMap((field) => (field.short === undefined ? [] : [[field.short, field]])),
);
const byEnding = new Map<string, FilterField[]>();
// An ending that one of the named fields has is not taken by those of the tree.
for (const family of [[...NAMED_FIELDS, ...UNREAD_FIELDS], TREE_FIELDS]) addEndings(family);

function addEndings(fields: readonly FilterField[]): void {
  const taken = new Set(byEnding.keys());
  for (const field of fields) {
    for (const ending of endingsOf(field.id)) {
      if (taken.has(ending)) continue;
      const same = byEnding.get(ending);
      if (same === undefined) byEnding.set(ending, [field]);
      else same.push(field);
    }
  }
}

/**
 * The field of a name, which may leave out the beginning of the id where no other field ends so. Several where it could
 * be each of them, none where no field is called so.
 */
export function findFields(name: string): readonly FilterField[] {
  const known = SYNONYMS.reduce((changed, [pattern, by]) => changed.replace(pattern, by), name);
  const field = byId.get(known) ?? byShort.get(known);
  return field === undefined ? (byEnding.get(known) ?? []) : [field];
}

/** The shortest name that means this field and no other. */
export function shortNameOf(field: FilterField): string {
  const ending = endingsOf(field.id).findLast(
    (name) => findFields(name).length === 1 && findFields(name)[0] === field,
  );
  return field.short ?? ending ?? field.id;
}

/** Everything that can be written for a field, for hints and completion. */
export function fieldNames(): string[] {
  return [...new Set([...byShort.keys(), ...byId.keys(), ...byEnding.keys()])];
}

/** `header.typeid` and `typeid` of `rtmpt.header.typeid`. */
function endingsOf(id: string): string[] {
  const parts = id.split('.');
  return parts.slice(1).map((_, i) => parts.slice(i + 1).join('.'));
}
