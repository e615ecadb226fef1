import type { HealthCheckView, HealthView, LivenessView } from '@oracle-integration/contracts';
import { describeRoute, type DescribedAnswer } from '../openapi/described-operation';
import { objectSchema, schemaNamed } from '../openapi/json-schema';
import { HealthController } from './health.controller';
import { ServiceNotReadyError } from './health.service';

export const HEALTH_SCHEMAS = {
  Liveness: objectSchema<LivenessView>('That the process runs.', { status: { type: 'string', const: 'ok' } }),
  HealthCheck: objectSchema<HealthCheckView>('One thing that was looked at.', {
    name: { type: 'string', description: 'Such as `database`.' },
    ok: { type: 'boolean' },
    needed: { type: 'boolean', description: 'Whether the process serves nobody without it.' },
    message: { type: 'string', description: 'A plain sentence.' },
  }),
  Health: objectSchema<HealthView>('How the process is.', {
    status: {
      type: 'string',
      enum: ['ok', 'degraded'],
      description: '`degraded`: it works, and somebody should look at a check that failed.',
    },
    checks: { type: 'array', items: schemaNamed('HealthCheck') },
  }),
};

const WELL = 'It is well.';

function healthy(schema: 'Health' | 'Liveness', example: HealthView | LivenessView): DescribedAnswer {
  return {
    description: WELL,
    content: { 'application/json': { schema: schemaNamed(schema), example } },
  };
}

const NOT_READY = new ServiceNotReadyError([
  { name: 'database', ok: false, needed: true, message: 'The database does not answer.' },
]);

export const HEALTH_OPERATIONS = [
  describeRoute(HealthController, 'live', {
    tag: 'Health',
    summary: 'Whether the process runs',
    answers: { 200: healthy('Liveness', { status: 'ok' }) },
  }),
  describeRoute(HealthController, 'ready', {
    tag: 'Health',
    summary: 'Whether the process can do its work now',
    description:
      'Answers 503 while the database does not answer, while its migrations have not run, and while the process shuts down; `checks` tells each by name.',
    answers: {
      200: healthy('Health', {
        status: 'ok',
        checks: [{ name: 'database', ok: true, needed: true, message: WELL }],
      }),
    },
    refusals: [NOT_READY],
  }),
];
