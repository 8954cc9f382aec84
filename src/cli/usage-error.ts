/** The command line can't be understood; `message` says what and, where it helps, what was meant. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
