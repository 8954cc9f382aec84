/** What the header of an audio or video message, or of one of its tracks, says of what follows it. */
export type MediaPacket = {
  /** As `AudioTag` and `VideoTag` name it; `undefined` for an unknown one. */
  readonly codec: string | undefined;
  /** A configuration follows. */
  readonly isSequenceHeader: boolean;
  /** A picture or sound follows. */
  readonly isFrame: boolean;
};
