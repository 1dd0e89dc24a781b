/** How long to wait before trying again, so that many who were cut off together do not come back together. */

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Somewhere between at once and twice as long as the last time, never above the cap: "full jitter". */
export function jittered(failures: number): number {
  return Math.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
}

export function pause(ms: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, ms));
}
