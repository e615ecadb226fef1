import { createRandom, TotaraSite } from '@oracle-integration/testing';
import { Pool } from 'pg';
import { buildControlServer } from './control-server';
import { LearnerLife } from './learner-life';
import { LearnerSteps } from './learner-steps';
import type { SandboxOptions } from './sandbox-options';
import { SiteReader } from './site-reader';
import { prepareSite } from './site-setup';

/** A sandbox that runs. */
export interface RunningSandbox {
  /** Where the control API listens, if there is one. */
  controlUrl: string | undefined;
  /** Ends after the steps under way; a second call waits for the first. */
  stop(): Promise<void>;
}

/**
 * Makes the site if it is not there, opens the control API and sets the learners in motion.
 *
 * @param say is given each line for the person in front of the screen
 */
export async function startSandbox(
  options: SandboxOptions,
  say: (text: string) => void,
): Promise<RunningSandbox> {
  const { tablePrefix: prefix, people, seed, perMinute, port } = options;
  const pool = new Pool({
    connectionString: options.databaseUrl,
    max: 5,
    connectionTimeoutMillis: 5000,
    application_name: 'totara-sandbox',
  });
  // A dropped idle connection is thrown away by the pool, and the next step meets the outage and tells of it;
  // without a listener the error would end the process.
  pool.on('error', () => undefined);

  try {
    await prepareSite(pool, { prefix, people, seed });
    const random = createRandom(seed);
    const reader = new SiteReader(pool, prefix, random);
    const steps = new LearnerSteps(new TotaraSite(pool, { prefix }), reader, random);
    const life = new LearnerLife({ perMinute, step: () => steps.next(), say, chance: () => random.next() });
    const control = port === 0 ? undefined : buildControlServer({ life, steps, reader });
    const controlUrl = await control?.listen({ port, host: '127.0.0.1' });

    const { completed, unfinished, archived } = await reader.stats();
    say(`Totara sandbox ready: ${completed} completed, ${unfinished} unfinished, ${archived} archived`);
    if (controlUrl) say(`Totara sandbox control on ${controlUrl}`);
    life.start();
    let stopping: Promise<void> | undefined;
    const stop = async () => {
      await control?.close();
      await life.stop();
      await pool.end();
    };
    return { controlUrl, stop: () => (stopping ??= stop()) };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
