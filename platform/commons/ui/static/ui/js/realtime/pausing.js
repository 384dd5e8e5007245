const FIRST = 1000;
const LONGEST = 60_000;

/** Wait before it is tried again: longer after each time that it has failed already, and never all phones at once. */
export function pause(failed) {
  const wait = Math.min(LONGEST, FIRST * 2 ** failed);
  return new Promise((done) => setTimeout(done, wait * (0.5 + Math.random() / 2)));
}
