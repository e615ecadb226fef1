import type { System } from '../system/system';

/** In the service's database: whatever the service writes down as the time of the next try, it is an hour away at least. */
const KEEP = [
  `CREATE OR REPLACE FUNCTION keep_item_waiting() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
     NEW.next_attempt_at := greatest(NEW.next_attempt_at, now() + interval '1 hour'); RETURN NEW; END $$`,
  `CREATE OR REPLACE TRIGGER keep_item_waiting BEFORE UPDATE ON queue_items FOR EACH ROW
     WHEN (NEW.status = 'failed' AND NEW.next_attempt_at > now()) EXECUTE FUNCTION keep_item_waiting()`,
  `CREATE OR REPLACE FUNCTION keep_probe_waiting() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
     NEW.next_probe_at := greatest(NEW.next_probe_at, now() + interval '1 hour'); RETURN NEW; END $$`,
  `CREATE OR REPLACE TRIGGER keep_probe_waiting BEFORE UPDATE ON push_targets FOR EACH ROW
     WHEN (NEW.next_probe_at > now()) EXECUTE FUNCTION keep_probe_waiting()`,
];
const LET_GO = [
  'DROP TRIGGER IF EXISTS keep_item_waiting ON queue_items',
  'DROP TRIGGER IF EXISTS keep_probe_waiting ON push_targets',
];

/**
 * From now on what failed waits for its next try, and a hold for its next probe, until {@link System.letWaitsPass}. The
 * first wait may be a second: on a slow machine it is over before a test has seen anything wait.
 */
export async function keepWaiting(system: System): Promise<void> {
  for (const statement of KEEP) await system.query(statement);
}

/** From now on all waits are as long as the service makes them; those that were kept go on until they are let pass. */
export async function keepWaitingNoMore(system: System): Promise<void> {
  for (const statement of LET_GO) await system.query(statement);
}
