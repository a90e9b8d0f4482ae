/** Exit statuses of the command; stable. */
export const exitStatus = {
  ok: 0,
  /** Something went wrong, and it was said what. */
  failure: 1,
  /** An option or argument is wrong. */
  usage: 2,
  /** Stopped by Ctrl-C. */
  interrupted: 130,
} as const;

/** One of {@link exitStatus}. */
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];
