import { codes } from '../field/codes.ts';

const avc = 'H.264 table 7-1';
const hevc = 'H.265 table 7-1';
const vvc = 'H.266 table 5';

/** What a NAL unit of H.264 holds. */
export const AvcUnitType = codes({
  slice: [1, 'Coded slice of a non-IDR picture', avc],
  partitionA: [2, 'Coded slice data partition A', avc],
  partitionB: [3, 'Coded slice data partition B', avc],
  partitionC: [4, 'Coded slice data partition C', avc],
  idr: [5, 'Coded slice of an IDR picture', avc],
  sei: [6, 'Supplemental enhancement information', avc],
  sps: [7, 'Sequence parameter set', avc],
  pps: [8, 'Picture parameter set', avc],
  aud: [9, 'Access unit delimiter', avc],
  endOfSequence: [10, 'End of sequence', avc],
  endOfStream: [11, 'End of stream', avc],
  filler: [12, 'Filler data', avc],
  spsExtension: [13, 'Sequence parameter set extension', avc],
  prefix: [14, 'Prefix NAL unit', avc],
  subsetSps: [15, 'Subset sequence parameter set', avc],
  dps: [16, 'Depth parameter set', avc],
  auxiliary: [19, 'Coded slice of an auxiliary coded picture', avc],
  extension: [20, 'Coded slice extension', avc],
  depth: [21, 'Coded slice extension for a depth view', avc],
});

/** What a NAL unit of H.265 holds. */
export const HevcUnitType = codes({
  trailN: [0, 'TRAIL_N', hevc],
  trailR: [1, 'TRAIL_R', hevc],
  tsaN: [2, 'TSA_N', hevc],
  tsaR: [3, 'TSA_R', hevc],
  stsaN: [4, 'STSA_N', hevc],
  stsaR: [5, 'STSA_R', hevc],
  radlN: [6, 'RADL_N', hevc],
  radlR: [7, 'RADL_R', hevc],
  raslN: [8, 'RASL_N', hevc],
  raslR: [9, 'RASL_R', hevc],
  blaWLp: [16, 'BLA_W_LP', hevc],
  blaWRadl: [17, 'BLA_W_RADL', hevc],
  blaNLp: [18, 'BLA_N_LP', hevc],
  idrWRadl: [19, 'IDR_W_RADL', hevc],
  idrNLp: [20, 'IDR_N_LP', hevc],
  cra: [21, 'CRA_NUT', hevc],
  vps: [32, 'VPS_NUT', hevc],
  sps: [33, 'SPS_NUT', hevc],
  pps: [34, 'PPS_NUT', hevc],
  aud: [35, 'AUD_NUT', hevc],
  endOfSequence: [36, 'EOS_NUT', hevc],
  endOfBitstream: [37, 'EOB_NUT', hevc],
  filler: [38, 'FD_NUT', hevc],
  prefixSei: [39, 'PREFIX_SEI_NUT', hevc],
  suffixSei: [40, 'SUFFIX_SEI_NUT', hevc],
});

/** What a NAL unit of H.266 holds. */
export const VvcUnitType = codes({
  trail: [0, 'TRAIL_NUT', vvc],
  stsa: [1, 'STSA_NUT', vvc],
  radl: [2, 'RADL_NUT', vvc],
  rasl: [3, 'RASL_NUT', vvc],
  idrWRadl: [7, 'IDR_W_RADL', vvc],
  idrNLp: [8, 'IDR_N_LP', vvc],
  cra: [9, 'CRA_NUT', vvc],
  gdr: [10, 'GDR_NUT', vvc],
  opi: [12, 'OPI_NUT', vvc],
  dci: [13, 'DCI_NUT', vvc],
  vps: [14, 'VPS_NUT', vvc],
  sps: [15, 'SPS_NUT', vvc],
  pps: [16, 'PPS_NUT', vvc],
  prefixAps: [17, 'PREFIX_APS_NUT', vvc],
  suffixAps: [18, 'SUFFIX_APS_NUT', vvc],
  ph: [19, 'PH_NUT', vvc],
  aud: [20, 'AUD_NUT', vvc],
  endOfSequence: [21, 'EOS_NUT', vvc],
  endOfBitstream: [22, 'EOB_NUT', vvc],
  prefixSei: [23, 'PREFIX_SEI_NUT', vvc],
  suffixSei: [24, 'SUFFIX_SEI_NUT', vvc],
  filler: [25, 'FD_NUT', vvc],
});
