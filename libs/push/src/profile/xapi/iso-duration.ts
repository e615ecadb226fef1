/** Whole seconds as an ISO 8601 duration, `PT1H30M`. Without days: whether a day has 24 hours is left to the reader. */
export function isoDuration(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), 'H'],
    [Math.floor(seconds / 60) % 60, 'M'],
    [seconds % 60, 'S'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`);
  return `PT${told.join('') || '0S'}`;
}
