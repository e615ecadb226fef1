import { randomUUID } from 'node:crypto';
import type { RequestPreviewView } from '@oracle-integration/contracts';
import { SETTING_DEFINITIONS, type Settings } from '@oracle-integration/settings';
import { classifyAnswer } from '../../delivery/classify-answer';
import type { Classification, ItemVerdict } from '../../delivery/verdict';
import type { MappedItem } from '../../mapping/mapped-item';
import type { Conversation, Exchanged } from '../conversation';
import type { DeliveryProfile, ProbeFindings } from '../delivery-profile';
import { batchIdOf } from '../generic-json';
import { shownRequest } from '../shown-request';
import { alone, deliveredAs, mappedAway, thereAlready, unmapped, untellable } from '../verdicts';
import { oracleLearningXapiGuide } from './oracle-learning-xapi.guide';
import { statementOf, type StatementOutcome } from './statement';
import { readStatementsAnswer } from './statements-answer';
import { aboutRequest, statementRulesOf, statementsRequest } from './statements-request';

type Made = Extract<StatementOutcome, { statement: object }>;

/** Statements of xAPI 1.0.3, as Oracle Learning takes them from providers of content. */
export class OracleLearningXapiProfile implements DeliveryProfile {
  readonly name = 'oracle-learning-xapi';
  readonly tellsRevocations = false;

  itemsAtOnce({ pushXapiMethod }: Settings): number | undefined {
    return pushXapiMethod === 'put' ? 1 : undefined;
  }

  missing({ pushXapiActor, pushXapiAccountHomePage }: Settings): string[] {
    const isMissing = pushXapiActor === 'account' && !pushXapiAccountHomePage;
    return isMissing ? [SETTING_DEFINITIONS.pushXapiAccountHomePage.label] : [];
  }

  async send(
    items: readonly MappedItem[],
    conversation: Conversation,
    settings: Settings,
  ): Promise<Classification> {
    const plan = planStatements(items, settings);
    const made = plan.filter((one): one is Made => 'statement' in one);
    if (made.length === 0) return { verdicts: plan.map(verdictBefore) };
    const sent = items.filter((_, index) => 'statement' in plan[index]!);
    const request = statementsRequest(made, settings);
    const answer = await conversation.exchange({ ...request, batchId: batchIdOf(sent) });
    const classification = classify(answer, { made, sent, now: conversation.now() });
    if (!('verdicts' in classification)) return classification;
    const verdicts = [...classification.verdicts];
    return { verdicts: plan.map((one) => ('statement' in one ? verdicts.shift()! : verdictBefore(one))) };
  }

  preview(item: MappedItem, settings: Settings): RequestPreviewView {
    const outcome = statementOf(item, statementRulesOf(settings));
    const made = 'statement' in outcome ? [outcome] : [];
    const { body, ...request } = statementsRequest(made, settings);
    return shownRequest(made.length > 0 ? { ...request, body } : request, settings);
  }

  /** What the LRS is: it records nothing. */
  async probe(conversation: Conversation, settings: Settings): Promise<ProbeFindings> {
    const { path, headers } = aboutRequest(settings);
    const answer = await conversation.exchange({ method: 'GET', path, headers, batchId: randomUUID() });
    return { answer };
  }

  guide(settings: Settings) {
    return oracleLearningXapiGuide(settings);
  }
}

type Planned = StatementOutcome | { readonly again: true };

/** An id never comes twice in one batch: what has the same waits for a request of its own. */
function planStatements(items: readonly MappedItem[], settings: Settings): Planned[] {
  const rules = statementRulesOf(settings);
  const ids = new Set<string>();
  return items.map((item) => {
    const outcome = statementOf(item, rules);
    if (!('statement' in outcome)) return outcome;
    if (ids.has(outcome.id)) return { again: true };
    ids.add(outcome.id);
    return outcome;
  });
}

function verdictBefore(planned: Planned): ItemVerdict {
  if ('mappedAway' in planned) return mappedAway();
  if ('unmapped' in planned) return unmapped(planned.unmapped);
  if ('untellable' in planned) return untellable(planned.untellable);
  return alone('another statement of the same id is sent first');
}

function classify(
  answer: Exchanged,
  { made, sent, now }: { made: readonly Made[]; sent: readonly MappedItem[]; now: Date },
): Classification {
  if (answer.kind !== 'answer') return classifyAnswer(answer, sent, now);
  const read = readStatementsAnswer(answer);
  if ('conflict' in read) {
    // Which one it is the answer does not say.
    return made.length > 1 ? { halve: { httpStatus: 409 } } : { verdicts: [thereAlready(made[0]!.id, 409)] };
  }
  if ('taken' in read) {
    return {
      verdicts: made.map(({ id }) =>
        read.taken.has(id)
          ? deliveredAs(id, 200)
          : alone('Oracle did not name it among the statements taken'),
      ),
    };
  }
  const classification = classifyAnswer(answer, sent, now);
  if (!('verdicts' in classification)) return classification;
  return {
    verdicts: classification.verdicts.map((verdict, index) =>
      verdict.verdict === 'delivered' ? { ...verdict, externalId: made[index]!.id } : verdict,
    ),
  };
}
