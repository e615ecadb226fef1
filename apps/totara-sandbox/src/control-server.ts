import type { TotaraSite } from '@oracle-integration/testing';
import fastify, { type FastifyInstance } from 'fastify';
import { ControlRefusal } from './control-refusal';
import { isDatabaseGone, sayError } from './database-failure';
import type { LearnerLife } from './learner-life';
import type { PairFilter } from './life/candidates';
import type { LearnerSteps, MadeCompletion } from './life/learner-steps';
import { addOperationRoutes } from './operations/operation-routes';
import { OPERATIONS } from './operations/operations';
import { MAX_PER_MINUTE } from './sandbox-options';
import type { SiteReader } from './site-reader';
import type { WebhookQueue } from './webhooks/webhook-queue';

/** What the control API controls. */
export interface ControlParts {
  life: LearnerLife;
  learners: LearnerSteps;
  reader: SiteReader;
  site: TotaraSite;
  /** Undefined when the site sends no webhooks. */
  webhooks: WebhookQueue | undefined;
}

interface CompleteBody {
  userid?: number;
  courseid?: number;
}

const id = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
const completeSchema = {
  type: ['object', 'null'],
  properties: { userid: id, courseid: id },
  additionalProperties: false,
};
const learnersSchema = {
  type: 'object',
  properties: { perMinute: { type: 'integer', minimum: 0, maximum: MAX_PER_MINUTE } },
  required: ['perMinute'],
  additionalProperties: false,
};

/** The answer to `GET /`: what there is, for people and tests. */
const contents = {
  routes: {
    'GET /': 'this page',
    'GET /stats': 'how much there is on the site, and in the queue of webhooks',
    'POST /complete':
      'completes one course for one person, who is enrolled if need be; { userid?, courseid? }',
    'POST /learners': 'sets how many things happen a minute by themselves; { perMinute }',
    'POST /operations/<name>': 'does one of the operations, whose parameters are given as JSON schemas',
  },
  operations: OPERATIONS.map(({ name, description, parameters }) => ({ name, description, parameters })),
};

/** The routes for tests and demonstrations; meant for 127.0.0.1, where nobody has to log in. */
export function buildControlServer({
  life,
  learners,
  reader,
  site,
  webhooks,
}: ControlParts): FastifyInstance {
  // Fastify's usual ajv drops unknown members: a misspelt one would complete a course for anybody.
  const app = fastify({ ajv: { customOptions: { removeAdditional: false, coerceTypes: false } } });

  app.setErrorHandler((error, _request, reply) => {
    const status = isDatabaseGone(error) ? 503 : statusOf(error);
    void reply.status(status).send({ error: sayError(error) });
  });

  app.setNotFoundHandler((request, reply) => {
    const { method, url } = request;
    void reply.status(404).send({ error: `There is no ${method} ${url}; GET / lists what there is.` });
  });

  app.get('/', () => contents);

  app.post<{ Body: CompleteBody | undefined }>(
    '/complete',
    { schema: { body: completeSchema } },
    async (request) => {
      const { userid: userId, courseid: courseId } = request.body ?? {};
      const made = await completeNow({ learners, reader }, { userId, courseId });
      return {
        userid: made.userId,
        courseid: made.courseId,
        timecompleted: made.timecompleted,
        committedAt: new Date().toISOString(),
      };
    },
  );

  app.post<{ Body: { perMinute: number } }>('/learners', { schema: { body: learnersSchema } }, (request) => {
    life.setPerMinute(request.body.perMinute);
    return { perMinute: life.perMinute };
  });

  app.get('/stats', async () => ({
    ...(await reader.stats()),
    webhooks: webhooks ? await webhooks.counts() : null,
  }));

  addOperationRoutes(app, site);
  return app;
}

async function completeNow(
  { learners, reader }: Pick<ControlParts, 'learners' | 'reader'>,
  { userId, courseId }: PairFilter,
): Promise<MadeCompletion> {
  if (userId && !(await reader.hasUser(userId))) throw new ControlRefusal(404, `There is no user ${userId}.`);
  if (courseId && !(await reader.hasCourse(courseId))) {
    throw new ControlRefusal(404, `There is no course ${courseId}.`);
  }
  const made =
    userId && courseId
      ? await learners.complete({ userId, courseId, gradeMax: null })
      : await learners.completeOne({ userId, courseId });
  if (!made) throw new ControlRefusal(409, 'That is complete already: nothing is left to complete.');
  return made;
}

function statusOf(error: unknown): number {
  const hasStatus = error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
  return hasStatus ? Number(error.statusCode) : 500;
}
