/** How long to wait before a retry, so that clients that were disconnected together do not reconnect together. */

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** "Full jitter": a random delay up to a bound that doubles with each failure. */
export function jittered(failures: number): number {
  return Math.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
}

export function pause(ms: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, ms));
}
