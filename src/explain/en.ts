import type { Catalogue } from './catalogue.ts';
import {
  authentication,
  commands,
  dataMessages,
  errors,
  results,
  unknownCommand,
  unknownData,
} from './en-commands.ts';
import { aacFields } from './en-fields-aac.ts';
import { amfFields } from './en-fields-amf.ts';
import { av1Fields } from './en-fields-av1.ts';
import { configFields } from './en-fields-config.ts';
import { mediaFields } from './en-fields-media.ts';
import { nalFields } from './en-fields-nal.ts';
import { rtmpFields } from './en-fields-rtmp.ts';
import { seiFields } from './en-fields-sei.ts';
import { sharingFields } from './en-fields-sharing.ts';
import { soundFields } from './en-fields-sound.ts';
import { trackFields } from './en-fields-tracks.ts';
import { vpFields } from './en-fields-vp.ts';
import { media, runs } from './en-media.ts';
import {
  handshake,
  handshakeVerdicts,
  messages,
  phases,
  sharedObject,
  unknownMessage,
  userControl,
} from './en-messages.ts';
import { places } from './en-places.ts';
import { properties } from './en-properties.ts';
import { status } from './en-status.ts';

/** Every explanation in English. */
export const en: Catalogue = {
  sectionText: (section) => section,
  fields: {
    ...amfFields,
    ...rtmpFields,
    ...sharingFields,
    ...mediaFields,
    ...trackFields,
    ...configFields,
    ...nalFields,
    ...seiFields,
    ...av1Fields,
    ...vpFields,
    ...aacFields,
    ...soundFields,
  },
  properties,
  places,
  phases,
  handshake,
  handshakeVerdicts,
  messages,
  unknownMessage,
  userControl,
  sharedObject,
  media,
  runs,
  commands,
  unknownCommand,
  dataMessages,
  unknownData,
  results,
  errors,
  status,
  authentication,
};
