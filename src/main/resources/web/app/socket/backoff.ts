/** How long to wait before a retry, so that clients that were disconnected together do not reconnect together. */

const INITIAL_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;

/** "Full jitter": a random delay up to a bound that doubles with each failure. */
export function backoffDelay(failures: number): number {
  return Math.random() * Math.min(MAX_DELAY_MS, INITIAL_DELAY_MS * 2 ** Math.min(failures, 10));
}

export function pause(ms: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, ms));
}
