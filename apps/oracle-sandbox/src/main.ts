/**
 * A stand-in for Oracle that speaks the delivery contracts of our profiles as strictly as they can be read: a token
 * endpoint, the surfaces that completions go to, and faults on request.
 *
 * Environment (all optional):
 *
 * - `PORT` (4010; 0 takes any free port) and `HOST` (127.0.0.1): where it listens
 * - `SANDBOX_CLIENT_ID` (sandbox-client), `SANDBOX_CLIENT_SECRET` (sandbox-secret): the one client it knows
 * - `SANDBOX_SCOPE` (urn:opc:resource:consumer::all): the one scope it grants, compared byte for byte
 * - `SANDBOX_TOKEN_SECONDS` (3600): how long a token is good for
 * - `SANDBOX_LOAD_SECONDS` (5): how long HCM Data Loader takes to load a file
 *
 * Once it listens it prints one line with its address. It keeps everything in memory and stops at once on SIGINT
 * or SIGTERM.
 *
 * - `POST /oauth2/v1/token`, `POST /completions`: what Oracle provides
 * - `POST` and `PUT /xapi/statements`, `GET /xapi/about`: xAPI 1.0.3, also without `/xapi`
 * - `/hcmRestApi/resources/11.13.18.05`: workers, publicWorkers, learningItems, learnerLearningRecords and batches of
 *   Fusion HCM; it knows everybody and everything, under ids beyond 2^53; `dataLoadDataSets`, HCM Data Loader with files
 *   of learning records
 * - `POST /ords/lms/oauth/token`, `/ords/lms/completions`: a table that is enabled for AutoREST, with `batchload`
 * - `GET /_sandbox/xapi/statements`, `GET /_sandbox/fusion/records` and `…/loaded-records`: the thousand that were recorded last
 * - `GET /_sandbox/stats`: counters; `GET /_sandbox/items?limit=&userId=`: the items recorded last, newest first
 * - `GET` and `PUT /_sandbox/faults`: what goes wrong (members: `faults/fault-set.ts`, `faults/surface-faults.ts`); `PUT` replaces the set
 * - `DELETE /_sandbox`: forgets faults, counters, tokens and items
 */
import { readSandboxOptions } from './sandbox-options';
import { buildSandbox } from './sandbox-server';
import { explainStartFailure } from './start-failure';

async function main(): Promise<void> {
  const { port, host, ...access } = readSandboxOptions(process.env);
  const address = await buildSandbox(access).listen({ port, host });
  console.log(`Oracle sandbox listening on ${address}`);
}

// `disconnect`: the program of ours that started it is gone.
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
  // Nothing is kept on disk, so there is nothing to finish: the system closes the connections.
  process.once(signal, () => process.exit(0));
}

main().catch((error: unknown) => {
  console.error(explainStartFailure(error, process.env));
  process.exit(1);
});
