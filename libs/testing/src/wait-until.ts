/** Asks again and again until the answer satisfies, and answers it; fails with the last answer after the time-out. */
export async function waitUntil<Value>(
  ask: () => Promise<Value>,
  isEnough: (value: Value) => boolean,
  timeoutMs = 90_000,
): Promise<Value> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const value = await ask();
    if (isEnough(value)) return value;
    if (Date.now() > until)
      throw new Error(`Waited ${timeoutMs} ms in vain; last seen: ${JSON.stringify(value)}`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}
