import type { Catalogue } from './catalogue.ts';
import { zhAacFields } from './zh-aac-fields.ts';
import { zhAmfFields } from './zh-amf-fields.ts';
import { zhAv1Fields } from './zh-av1-fields.ts';
import { zhChunkFields } from './zh-chunk-fields.ts';
import { zhCodecFields } from './zh-codec-fields.ts';
import * as calls from './zh-commands.ts';
import { zhConfigFields } from './zh-config-fields.ts';
import { zhHevcFields } from './zh-hevc-fields.ts';
import { zhMediaFields } from './zh-media-fields.ts';
import { media, runs } from './zh-media.ts';
import * as messages from './zh-messages.ts';
import { places } from './zh-places.ts';
import { properties } from './zh-properties.ts';
import { sectionText } from './zh-sections.ts';
import { status } from './zh-status.ts';

/** Every explanation in Chinese. */
export const zh: Catalogue = {
  sectionText,
  ...messages,
  ...calls,
  media,
  runs,
  status,
  properties,
  places,
  fields: {
    ...zhChunkFields,
    ...zhAmfFields,
    ...zhMediaFields,
    ...zhConfigFields,
    ...zhHevcFields,
    ...zhAacFields,
    ...zhAv1Fields,
    ...zhCodecFields,
  },
};
