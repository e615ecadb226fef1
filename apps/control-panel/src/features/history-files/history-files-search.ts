/** What the address bar says of the screen. */
export interface HistoryFilesSearch {
  /** The file that is shown; left out: the newest. */
  file?: string;
}

/** Reads the search parameters; what makes no sense becomes `undefined`. */
export function parseHistoryFilesSearch({ file }: Record<string, unknown>): HistoryFilesSearch {
  return { file: typeof file === 'string' && file !== '' ? file : undefined };
}
