import { watchCalls } from './calls-watch.ts';
import { watchCapture } from './capture-watch.ts';
import { watchClose } from './close-watch.ts';
import { watchChunks } from './chunk-watch.ts';
import type { Subject, Watch } from './finding.ts';
import { watchFlow } from './flow-watch.ts';
import { watchKeyframes } from './keyframe-watch.ts';
import { watchMedia } from './media-watch.ts';
import { watchMetadata } from './metadata-watch.ts';
import { watchProtocol } from './protocol-watch.ts';
import { watchQueue } from './queue-watch.ts';
import { watchStalls } from './stall-watch.ts';
import { watchStreams } from './streams-watch.ts';
import { watchTcp } from './tcp-watch.ts';
import { watchTimestamps } from './timestamps-watch.ts';

/** All groups of rules, each of which watches every connection. */
export const groups: readonly ((subject: Subject) => Watch)[] = [
  watchCapture,
  watchTcp,
  watchProtocol,
  watchCalls,
  watchStreams,
  watchStalls,
  watchQueue,
  watchTimestamps,
  watchMedia,
  watchKeyframes,
  watchMetadata,
  watchChunks,
  watchFlow,
  watchClose,
];
