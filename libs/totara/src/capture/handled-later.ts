/**
 * The same promise, which is awaited only after other work: until then a failure must not count as one that nobody
 * handles, and end the process.
 */
export function handledLater<Result>(work: Promise<Result>): Promise<Result> {
  work.catch(() => undefined);
  return work;
}
