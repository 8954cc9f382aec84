import { codes } from '../field/codes.ts';

const types = 'AV1 §6.2.2';
const metadata = 'AV1 §6.7.1';

/** What an open bitstream unit of AV1 holds. */
export const ObuType = codes({
  sequenceHeader: [1, 'OBU_SEQUENCE_HEADER', types],
  temporalDelimiter: [2, 'OBU_TEMPORAL_DELIMITER', types],
  frameHeader: [3, 'OBU_FRAME_HEADER', types],
  tileGroup: [4, 'OBU_TILE_GROUP', types],
  metadata: [5, 'OBU_METADATA', types],
  frame: [6, 'OBU_FRAME', types],
  redundantFrameHeader: [7, 'OBU_REDUNDANT_FRAME_HEADER', types],
  tileList: [8, 'OBU_TILE_LIST', types],
  padding: [15, 'OBU_PADDING', types],
});

/** What a metadata unit is about. */
export const MetadataType = codes({
  hdrCll: [1, 'METADATA_TYPE_HDR_CLL', metadata],
  hdrMdcv: [2, 'METADATA_TYPE_HDR_MDCV', metadata],
  scalability: [3, 'METADATA_TYPE_SCALABILITY', metadata],
  itutT35: [4, 'METADATA_TYPE_ITUT_T35', metadata],
  timecode: [5, 'METADATA_TYPE_TIMECODE', metadata],
});

/** The profiles (AV1 §A.2). */
export const SeqProfile = codes({
  main: [0, 'Main', 'AV1 §A.2'],
  high: [1, 'High', 'AV1 §A.2'],
  professional: [2, 'Professional', 'AV1 §A.2'],
});
