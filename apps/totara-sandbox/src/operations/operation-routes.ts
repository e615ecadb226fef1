import type { TotaraSite } from '@oracle-integration/testing';
import type { FastifyInstance } from 'fastify';
import { codeOf } from '../database-failure';
import { ControlRefusal } from '../control-refusal';
import { OPERATIONS } from './operations';
import type { OperationParameters } from './operation';

/** Adds `POST /operations/<name>` for each operation; its answer holds what the site answered. */
export function addOperationRoutes(app: FastifyInstance, site: TotaraSite): void {
  for (const { name, parameters, run } of OPERATIONS) {
    app.post<{ Body: Partial<OperationParameters> | undefined }>(
      `/operations/${name}`,
      { schema: { body: parameters }, preValidation: nothingMeansNoParameters },
      async (request) => {
        const result = await refusing(() => run(site, request.body ?? {}));
        return { operation: name, result: result ?? null, committedAt: new Date().toISOString() };
      },
    );
  }
}

/** Without a body there is nothing to be wrong with, unless something is required. */
async function nothingMeansNoParameters(request: { body: unknown }): Promise<void> {
  request.body ??= {};
}

/** What the site does not allow is the caller's mistake, not a failure of ours. */
async function refusing(run: () => Promise<unknown>): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    const isIntegrityViolation = codeOf(error).startsWith('23');
    if (error instanceof RangeError || isIntegrityViolation) {
      throw new ControlRefusal(409, error instanceof Error ? error.message : String(error));
    }
    throw error;
  }
}
