import type { FieldNode } from '../field/field-node.ts';
import { MessageType } from '../rtmp/codes.ts';
import { argumentName, commandSection, dataSection, dataValueName } from '../rtmp/commands.ts';
import type { Handshake, Message } from '../rtmp/message.ts';
import * as sharedObject from '../rtmp/shared-object.ts';
import type { Catalogue } from './catalogue.ts';
import { type Explanation, lookUp, sharedObjectText, statusText } from './explain-event.ts';
import { COMMAND_PROPERTIES, METADATA_PROPERTIES, type PlaceName, type PropertyName } from './keys.ts';

/** What the values of one message are by their places and names: a `level` of metadata is not that of a status. */
export type NodeContext = {
  readonly places: ReadonlyMap<FieldNode, PlaceName>;
  readonly propertyNames: ReadonlyMap<string, PropertyName>;
  /** Where the command or data message is defined, and so its values; and where properties are. */
  readonly section: string | undefined;
  readonly propertySection: string | undefined;
};

const VALUE = 'amf.value';
const PROPERTY = 'amf.property';
const SHARED_OBJECT_EVENT = sharedObject.event.id;
const SHARED_OBJECT_STATUS = sharedObject.statusCode.id;

/** Senders differ in the case of names. */
const commandProperties = byLowerCase(COMMAND_PROPERTIES);
const metadataProperties = byLowerCase(METADATA_PROPERTIES);
const allProperties = new Map([...commandProperties, ...metadataProperties]);
/** Data messages that say how something went. */
const STATUS_DATA = new Set(['onStatus', 'onPlayStatus']);
/** Data messages whose properties are metadata. */
const METADATA = new Set(['@setDataFrame', 'onMetaData']);

/** What every command and data message begins with. */
const PLACE_SECTIONS: ReadonlyMap<PlaceName, string | undefined> = new Map([
  ['commandName', MessageType.sectionOf(MessageType.commandAmf0)],
  ['transactionId', MessageType.sectionOf(MessageType.commandAmf0)],
  ['commandObject', MessageType.sectionOf(MessageType.commandAmf0)],
  ['dataName', MessageType.sectionOf(MessageType.dataAmf0)],
]);

/** Where properties of connect are defined that RTMP 1.0 does not have. */
const ENHANCED_CONNECT = 'E-RTMP v2, Enhancing NetConnection connect Command';
const PROPERTY_SECTIONS: ReadonlyMap<PropertyName, string> = new Map([
  ['capsEx', ENHANCED_CONNECT],
  ['fourCcList', ENHANCED_CONNECT],
  ['videoFourCcInfoMap', ENHANCED_CONNECT],
  ['audioFourCcInfoMap', ENHANCED_CONNECT],
]);
const COLOUR_SECTION = 'E-RTMP v2, Metadata Frame';

/** The context of the fields of a message; `nodes` are those of its payload. */
export function nodeContext(event: Message | Handshake, nodes: readonly FieldNode[]): NodeContext {
  if (event.kind === 'handshake') return context(new Map(), metadataProperties, undefined);
  const { body, answers } = event;
  const places = placesOf(event, nodes);
  switch (body.kind) {
    case 'command':
      return context(places, commandProperties, commandSection(answers?.name ?? body.name));
    case 'data': {
      const section = dataSection(body.name);
      if (STATUS_DATA.has(body.name)) return context(places, allProperties, section);
      const propertySection = METADATA.has(body.name) ? dataSection('onMetaData') : section;
      return context(places, metadataProperties, section, propertySection);
    }
    default:
      return context(places, metadataProperties, undefined, COLOUR_SECTION);
  }
}

function context(
  places: NodeContext['places'],
  propertyNames: NodeContext['propertyNames'],
  section: string | undefined,
  propertySection = section,
): NodeContext {
  return { places, propertyNames, section, propertySection };
}

/** What a field is for; of a known property what that is for, of a status code what it means and what causes it. */
export function explainNode(
  node: FieldNode,
  { places, propertyNames, section, propertySection }: NodeContext,
  catalogue: Catalogue,
): Explanation | undefined {
  const { field, value } = node;
  const place = places.get(node);
  if (place !== undefined) {
    return { text: catalogue.places[place], section: PLACE_SECTIONS.get(place) ?? section ?? field.section };
  }
  if (field.id === PROPERTY && typeof value === 'string') {
    const name = propertyNames.get(value.toLowerCase()) ?? surroundName(value, propertyNames);
    const status = name === 'code' ? statusText(node.children.at(-1)?.value, catalogue) : undefined;
    const text = status ?? (name === undefined ? undefined : catalogue.properties[name]);
    const own = name === undefined ? undefined : PROPERTY_SECTIONS.get(name);
    if (text !== undefined) return { text, section: own ?? propertySection ?? field.section };
  }
  const text = sharedObjectNodeText(node, catalogue) ?? lookUp<string>(catalogue.fields, field.id);
  return text === undefined ? undefined : { text, section: field.section };
}

/** An event of a shared object is told by its type, and its status by the code. */
function sharedObjectNodeText(
  { field, value, children }: FieldNode,
  catalogue: Catalogue,
): string | undefined {
  if (field.id === SHARED_OBJECT_STATUS) return statusText(value, catalogue);
  const type = field.id === SHARED_OBJECT_EVENT ? children[0]?.value : undefined;
  return typeof type === 'number' ? sharedObjectText(type, catalogue) : undefined;
}

/** OBS names layouts of loudspeakers: `5.1`. */
function surroundName(
  name: string,
  propertyNames: ReadonlyMap<string, PropertyName>,
): PropertyName | undefined {
  return /^\d\.\d$/.test(name) ? propertyNames.get('surround') : undefined;
}

function placesOf({ body, answers }: Message, nodes: readonly FieldNode[]): Map<FieldNode, PlaceName> {
  const places = new Map<FieldNode, PlaceName>();
  if (body.kind !== 'command' && body.kind !== 'data') return places;
  const values = nodes.filter(({ field }) => field.id === VALUE);
  for (const [i, node] of values.entries()) {
    const place = body.kind === 'data' ? dataPlace(body.name, i) : commandPlace(body.name, i, answers?.name);
    if (place !== undefined) places.set(node, place);
  }
  return places;
}

function commandPlace(name: string, index: number, answered: string | undefined): PlaceName | undefined {
  switch (index) {
    case 0:
      return 'commandName';
    case 1:
      return 'transactionId';
    case 2:
      return name === '_result' || name === '_error' ? 'properties' : 'commandObject';
    default:
      return argumentName(name, index - 3, answered);
  }
}

function dataPlace(name: string, index: number): PlaceName | undefined {
  return index === 0 ? 'dataName' : dataValueName(name, index - 1);
}

function byLowerCase(names: readonly PropertyName[]): ReadonlyMap<string, PropertyName> {
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}
