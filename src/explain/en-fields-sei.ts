import type { FieldId } from './field-id.ts';

/** Fields of SEI, the remarks in H.264, HEVC and VVC. */
export const seiFields = {
  'rtmpt.sei.type':
    'Which remark it is: 4 a registered one such as captions, 5 free text of the encoder, 137 and 144 are of HDR.',
  'rtmpt.sei.size': 'How many bytes the remark has.',
  'rtmpt.sei.uuid': 'Who made up this remark; each program has an identifier of its own.',
  'rtmpt.sei.user_data': 'The remark itself. x264 writes its version and settings here.',
  'rtmpt.sei.country': 'The country in which the provider is registered: 181 is the United States.',
  'rtmpt.sei.provider': 'Who defined the remark: 49 is ATSC, for captions; 60 is Samsung, for HDR10+.',
  'rtmpt.sei.identifier': 'Which of the formats of the provider follows: GA94 is captions.',
  'rtmpt.sei.max_cll': 'Brightest single pixel of the content, in cd/m².',
  'rtmpt.sei.max_fall': 'Brightest average of a whole frame, in cd/m².',
  'rtmpt.sei.primary_x':
    'Where a primary colour of the mastering screen lies in the CIE 1931 diagram, x in steps of 0.00002.',
  'rtmpt.sei.primary_y':
    'Where a primary colour of the mastering screen lies in the CIE 1931 diagram, y in steps of 0.00002.',
  'rtmpt.sei.white_x':
    'Where the white of the mastering screen lies in the CIE 1931 diagram, x in steps of 0.00002.',
  'rtmpt.sei.white_y':
    'Where the white of the mastering screen lies in the CIE 1931 diagram, y in steps of 0.00002.',
  'rtmpt.sei.max_luminance': 'Brightest that the mastering screen gets, in steps of 0.0001 cd/m².',
  'rtmpt.sei.min_luminance': 'Darkest that the mastering screen gets, in steps of 0.0001 cd/m².',
  'rtmpt.sei.preferred_transfer':
    'How numbers become light for players that understand it: 18 is HLG, in a stream that old players show as BT.2020 without HDR.',
} as const satisfies Partial<Record<FieldId, string>>;
