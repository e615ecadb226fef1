import fastify, { type FastifyInstance } from 'fastify';
import { isDatabaseGone, sayError } from './database-failure';
import type { LearnerLife } from './learner-life';
import type { LearnerSteps, MadeCompletion } from './learner-steps';
import { MAX_PER_MINUTE } from './sandbox-options';
import type { PairFilter, SiteReader } from './site-reader';

/** What the control API controls. */
export interface ControlParts {
  life: LearnerLife;
  steps: LearnerSteps;
  reader: SiteReader;
}

interface CompleteBody {
  userid?: number;
  courseid?: number;
}

/** A request that cannot be met, with its HTTP status. */
class ControlRefusal extends Error {
  constructor(
    readonly statusCode: 404 | 409,
    message: string,
  ) {
    super(message);
  }
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

/** The routes for tests and demonstrations; meant for 127.0.0.1, where nobody has to log in. */
export function buildControlServer({ life, steps, reader }: ControlParts): FastifyInstance {
  // Fastify's usual ajv drops unknown members: a misspelt one would complete a course for anybody.
  const app = fastify({ ajv: { customOptions: { removeAdditional: false, coerceTypes: false } } });

  app.setErrorHandler((error, _request, reply) => {
    const status = isDatabaseGone(error) ? 503 : statusOf(error);
    void reply.status(status).send({ error: sayError(error) });
  });

  app.post<{ Body: CompleteBody | undefined }>(
    '/complete',
    { schema: { body: completeSchema } },
    async (request) => {
      const { userid: userId, courseid: courseId } = request.body ?? {};
      const made = await completeNow({ steps, reader }, { userId, courseId });
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

  app.get('/stats', () => reader.stats());

  return app;
}

async function completeNow(
  { steps, reader }: Pick<ControlParts, 'steps' | 'reader'>,
  { userId, courseId }: PairFilter,
): Promise<MadeCompletion> {
  if (userId && !(await reader.hasUser(userId))) throw new ControlRefusal(404, `There is no user ${userId}.`);
  if (courseId && !(await reader.hasCourse(courseId))) {
    throw new ControlRefusal(404, `There is no course ${courseId}.`);
  }
  const made =
    userId && courseId
      ? await steps.complete({ userId, courseId, gradeMax: null })
      : await steps.completeOne({ userId, courseId });
  if (!made) throw new ControlRefusal(409, 'That is complete already: nothing is left to complete.');
  return made;
}

function statusOf(error: unknown): number {
  const hasStatus = error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
  return hasStatus ? Number(error.statusCode) : 500;
}
