import { sameBytes } from '../../bytes/same-bytes.ts';
import type { LessonKey, Oddity } from '../../explain/lesson-texts.ts';
import type { Handshake } from '../../rtmp/message.ts';
import { lessonOf } from './lesson-kind.ts';
import type { LessonPlan } from './lesson-plan.ts';

/** Where C1 and S1 begin in what is sent first, behind the version, and where their random bytes end. */
const PART_START = 1;
const PART_END = 1537;

/** What a connection does, or lacks, that a reader would not expect. */
export function oddities({ taught }: LessonPlan): Oddity[] {
  const handshakes = taught.flatMap(({ event }) => (event.kind === 'handshake' ? [event] : []));
  const lessons = new Set(taught.map(({ event }) => lessonOf(event)));
  const found: Oddity[] = handshakes.length === 0 ? ['noHandshake'] : handshakeOddities(handshakes);
  if (!taught.some(({ phase }) => phase === 'media')) found.push('noMedia');
  else if (lacksHeader(lessons)) found.push('noSequenceHeader');
  if (!taught.some(({ phase }) => phase === 'teardown')) found.push('noTeardown');
  return found;
}

function handshakeOddities(handshakes: readonly Handshake[]): Oddity[] {
  const found: Oddity[] = [];
  const isWrong = handshakes.some(({ echoes, digestValid }) => echoes === false && digestValid !== true);
  if (isWrong) found.push('wrongEcho');
  const answered = handshakes.findIndex(({ name }) => name.endsWith('S2'));
  const echoed = handshakes.findIndex(({ name }) => name.endsWith('C2'));
  if (echoed >= 0 && answered > echoed) found.push('earlyEcho');
  if (isCopied(handshakes)) found.push('copiedRandom');
  return found;
}

function isCopied(handshakes: readonly Handshake[]): boolean {
  const [first, second] = (['C0+C1', 'S0+S1'] as const).map((name) => {
    const part = handshakes.find((one) => one.name.startsWith(name));
    return part?.trace?.bytes.subarray(PART_START, PART_END);
  });
  if (first === undefined || second === undefined) return false;
  return sameBytes(first, second);
}

function lacksHeader(lessons: ReadonlySet<LessonKey | undefined>): boolean {
  const hasVideo = lessons.has('videoKeyframe') || lessons.has('videoInterFrame');
  return hasVideo && !lessons.has('videoSequenceHeader');
}
