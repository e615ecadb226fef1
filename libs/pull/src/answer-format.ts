import { NotAcceptableError } from './pull.errors';

/** The ways in which completions can be answered. */
export const AnswerFormat = {
  Json: 'application/json',
  NdJson: 'application/x-ndjson',
  Csv: 'text/csv',
} as const;
export type AnswerFormat = (typeof AnswerFormat)[keyof typeof AnswerFormat];

/** In the order in which they are preferred where the reader likes several alike. */
const FORMATS = Object.values(AnswerFormat);

/**
 * The format that an `Accept` header asks for; JSON without one.
 *
 * @throws NotAcceptableError when it names none that there is.
 */
export function answerFormat(accept: string | undefined): AnswerFormat {
  if (accept === undefined || accept === '*/*' || accept === AnswerFormat.Json) return AnswerFormat.Json;
  const ranges = accept.split(',').map(parseRange);
  const liked = FORMATS.map((format) => ({ format, quality: qualityOf(format, ranges) }));
  const best = liked.reduce((one, other) => (other.quality > one.quality ? other : one));
  if (best.quality <= 0) throw new NotAcceptableError(FORMATS);
  return best.format;
}

interface MediaRange {
  readonly type: string;
  readonly quality: number;
}

function parseRange(text: string): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { type, quality: quality === undefined ? 1 : Number(quality) || 0 };
}

/** The most exact range that names a format decides, whatever the others say. */
function qualityOf(format: AnswerFormat, ranges: readonly MediaRange[]): number {
  const names = [format, `${format.split('/')[0]}/*`, '*/*'];
  for (const name of names) {
    const range = ranges.find(({ type }) => type === name);
    if (range) return range.quality;
  }
  return 0;
}
