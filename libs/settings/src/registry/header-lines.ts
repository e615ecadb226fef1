import { z } from 'zod';

const NAME = /^[!#$%&'*+.^_`|~0-9a-z-]{1,100}$/i;
/** What HTTP itself, the token or the body decides. */
const TAKEN =
  /^(authorization|proxy-authorization|host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect|keep-alive|accept-encoding)$/i;

export const headerName = z
  .string()
  .refine((given) => NAME.test(given) && !TAKEN.test(given), 'must be the name of a header of your own');

/** Headers as a manager writes them: `X-System: totara`, one in each line. */
export const headerLines = z
  .string()
  .max(10_000)
  .refine((given) => linesOf(given).every(isHeader), {
    error:
      'must hold one header in each line, such as X-System: totara; Authorization, Host and the headers of the connection are ours',
  });

/** The headers of a text that {@link headerLines} took, by their names in lower case. */
export function headersOfLines(given: string): Record<string, string> {
  return Object.fromEntries(
    linesOf(given).map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
}

function linesOf(given: string): string[] {
  return given.split(/\r?\n/).flatMap((line) => line.trim() || []);
}

function isHeader(line: string): boolean {
  const at = line.indexOf(':');
  const value = line.slice(at + 1).trim();
  return at > 0 && headerName.safeParse(line.slice(0, at).trim()).success && /^[\x20-\x7e]+$/.test(value);
}
