import { setFlagsFromString } from 'node:v8';

/**
 * Little is to be read: code that V8 would optimize would hardly run any more, and its threads would be waited for at the
 * end.
 */
export function expectLittle(): void {
  setFlagsFromString('--no-opt');
}

/**
 * Much is to be read. Room for what is new grows no more, and the heap is cleaned when it has grown by a third instead of
 * to its fourfold: else it holds more garbage the longer a capture is, although little of it lives.
 */
export function expectMuch(): void {
  setFlagsFromString('--opt');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=30');
}

/** All was read. The flags are those that V8 starts with: a code cache fits the flags that it was made with. */
export function expectNothing(): void {
  setFlagsFromString('--opt');
  setFlagsFromString('--semi-space-growth-factor=2');
  setFlagsFromString('--heap-growing-percent=0');
}
