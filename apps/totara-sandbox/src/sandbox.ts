import { createRandom, TotaraSite, type SiteEvent } from '@oracle-integration/testing';
import { Pool } from 'pg';
import { buildControlServer } from './control-server';
import { LearnerLife } from './learner-life';
import { Candidates } from './life/candidates';
import { LearnerSteps } from './life/learner-steps';
import { SiteLife } from './life/site-life';
import type { SandboxOptions } from './sandbox-options';
import { SiteReader } from './site-reader';
import { prepareSite } from './site-setup';
import { WebhookQueue } from './webhooks/webhook-queue';
import { WebhookSender } from './webhooks/webhook-sender';

/** A sandbox that runs. */
export interface RunningSandbox {
  /** Where the control API listens, if there is one. */
  controlUrl: string | undefined;
  /** Ends after the steps under way; a second call waits for the first. */
  stop(): Promise<void>;
}

type Say = (text: string) => void;

/**
 * Makes the site if it is not there, opens the control API and sets the learners in motion.
 *
 * @param say is given each line for the person in front of the screen
 */
export async function startSandbox(options: SandboxOptions, say: Say): Promise<RunningSandbox> {
  const { tablePrefix: prefix, people, seed, port } = options;
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
    const webhooks = await prepareWebhooks(pool, options, say);
    const { life, reader, control } = assemble(pool, options, say, webhooks);
    const controlUrl = port === 0 ? undefined : await control.listen({ port, host: '127.0.0.1' });

    const { completed, unfinished, archived } = await reader.stats();
    say(`Totara sandbox ready: ${completed} completed, ${unfinished} unfinished, ${archived} archived`);
    if (controlUrl) say(`Totara sandbox control on ${controlUrl}`);
    webhooks?.sender.start();
    life.start();
    let stopping: Promise<void> | undefined;
    const stop = async () => {
      await control.close();
      await life.stop();
      await webhooks?.sender.stop();
      await pool.end();
    };
    return { controlUrl, stop: () => (stopping ??= stop()) };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** Puts the site, its life and its control together. */
function assemble(
  pool: Pool,
  { tablePrefix: prefix, seed, perMinute }: SandboxOptions,
  say: Say,
  webhooks: SiteWebhooks | undefined,
) {
  const random = createRandom(seed);
  const site = new TotaraSite(pool, { prefix, onEvents: webhooks?.onEvents });
  const reader = new SiteReader(pool, prefix);
  const now = () => Math.floor(Date.now() / 1000);
  const parts = { site, reader, random, now, candidates: new Candidates(pool, prefix, random) };
  const steps = new SiteLife(parts);
  const life = new LearnerLife({ perMinute, step: () => steps.next(), say, chance: () => random.next() });
  const learners = new LearnerSteps(parts);
  const control = buildControlServer({ life, learners, reader, site, webhooks: webhooks?.queue });
  return { life, reader, control };
}

/** The queue of webhooks, what empties it, and what fills it. */
interface SiteWebhooks {
  queue: WebhookQueue;
  sender: WebhookSender;
  onEvents(events: readonly SiteEvent[]): Promise<void>;
}

/** The site's webhooks, if it has anywhere to send them. */
async function prepareWebhooks(pool: Pool, { tablePrefix, seed, webhooks }: SandboxOptions, say: Say) {
  if (!webhooks) return undefined;
  const queue = new WebhookQueue(pool, tablePrefix);
  await queue.prepare();
  // A chance of its own: what happens on the site does not depend on how its webhooks fare.
  const random = createRandom(seed + 1);
  const sender = new WebhookSender({ ...webhooks, queue, random, say });
  return {
    queue,
    sender,
    onEvents: async (events: readonly SiteEvent[]) => {
      await queue.enqueue(events);
      sender.nudge();
    },
  };
}
