import { SandboxOptionInvalidError } from './sandbox-options';

/** One sentence for the person who tried to start the sandbox: what is wrong and what to do. */
export function explainStartFailure(error: unknown, env: Record<string, string | undefined>): string {
  if (error instanceof SandboxOptionInvalidError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${env.PORT || 4010} is taken: stop the program that uses it, or set PORT to another number.`;
    case 'EACCES':
      return `Port ${env.PORT} may not be used by this user: set PORT to a number above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${env.HOST} is not an address of this computer.`;
    default:
      return `The Oracle sandbox could not start: ${message}`;
  }
}
