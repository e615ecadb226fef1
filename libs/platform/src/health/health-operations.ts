import { describeRoute, type DescribedAnswer } from '../openapi/described-operation';
import { objectSchema } from '../openapi/json-schema';
import { HealthController } from './health.controller';
import { type HealthView, ServiceNotReadyError } from './health.service';

export const HEALTH_SCHEMAS = {
  Health: objectSchema<HealthView>('How the process is.', { status: { type: 'string', const: 'ok' } }),
};

const OK: DescribedAnswer = {
  description: 'It is well.',
  content: {
    'application/json': { schema: { $ref: '#/components/schemas/Health' }, example: { status: 'ok' } },
  },
};

export const HEALTH_OPERATIONS = [
  describeRoute(HealthController, 'live', {
    tag: 'Health',
    summary: 'Whether the process runs',
    answers: { 200: OK },
  }),
  describeRoute(HealthController, 'ready', {
    tag: 'Health',
    summary: 'Whether the process can do its work now',
    description: 'Answers 503 while the database does not.',
    answers: { 200: OK },
    refusals: [new ServiceNotReadyError(undefined)],
  }),
];
