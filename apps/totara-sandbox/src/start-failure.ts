import { codeOf, sayError } from './database-failure';
import { SandboxOptionInvalidError } from './sandbox-options';

/** One sentence for the person who tried to start the sandbox: what is wrong and what to do. Tells no password. */
export function explainStartFailure(error: unknown, env: Record<string, string | undefined>): string {
  if (error instanceof SandboxOptionInvalidError) return error.message;
  const { host, pathname } = placeOf(env['TOTARA_SANDBOX_DATABASE_URL']);
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
      return `No PostgreSQL answers at ${host}: start it, or change TOTARA_SANDBOX_DATABASE_URL.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no host ${host}: change TOTARA_SANDBOX_DATABASE_URL.`;
    case '28P01':
    case '28000':
      return `PostgreSQL at ${host} refuses the user or password in TOTARA_SANDBOX_DATABASE_URL.`;
    case '3D000':
      return `There is no database ${pathname} at ${host}: create it first, or change TOTARA_SANDBOX_DATABASE_URL.`;
    case '42501':
      return `The user in TOTARA_SANDBOX_DATABASE_URL may not create tables in ${pathname} at ${host}.`;
    case 'EADDRINUSE':
      return `Port ${env['TOTARA_SANDBOX_PORT']} is taken: stop the program that uses it, or set TOTARA_SANDBOX_PORT to another number.`;
    case 'EACCES':
      return `Port ${env['TOTARA_SANDBOX_PORT']} may not be used by this user: set TOTARA_SANDBOX_PORT to a number above 1023.`;
    default:
      return `The Totara sandbox could not start: ${sayError(error)}`;
  }
}

function placeOf(url: string | undefined): { host: string; pathname: string } {
  const { host, pathname } = new URL(url && URL.canParse(url) ? url : 'postgres://nowhere/none');
  return { host, pathname: pathname.slice(1) };
}
