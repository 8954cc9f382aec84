import type { TrackConfig } from '../analysis/track-config.ts';
import { ColorPrimaries, MatrixCoefficients, TransferCharacteristics } from '../flv/color-codes.ts';
import type { Colour } from '../flv/picture-format.ts';

/** The JSON object of a track's configuration. A key that is `undefined` is not written. */
export function configRecord(track: TrackConfig): Record<string, unknown> {
  if (track.kind === 'audio') return { ...track.config, broken: track.config.broken?.text };
  const { picture, broken, ...rest } = track.config;
  return {
    ...rest,
    ...picture,
    colour: picture?.colour === undefined ? undefined : colourRecord(picture.colour),
    broken: broken?.text,
  };
}

/** The names of the numbers, where they have one. */
function colourRecord({ primaries, transfer, matrix }: Colour): Record<string, string | number> {
  return {
    primaries: ColorPrimaries.labelOf(primaries) ?? primaries,
    transfer: TransferCharacteristics.labelOf(transfer) ?? transfer,
    matrix: MatrixCoefficients.labelOf(matrix) ?? matrix,
  };
}
