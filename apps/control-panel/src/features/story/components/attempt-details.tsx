import { formatExact } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { readableJson } from '../../../lib/technical-text';
import { CodeBlock } from '../../../ui/code-block';
import type { StoryAttempt } from '../api/story';

const words = strings.story.technical;

/** What came back for one attempt, folded: code, status and the beginning of Oracle's answer, without secrets. */
export function AttemptDetails({ attempt }: { attempt: StoryAttempt }) {
  const { cause, httpStatus, outcome, request } = attempt;
  const rows: (readonly [string, string])[] = [
    ...(cause?.code ? [[words.code, cause.code] as const] : []),
    ...(httpStatus === null ? [] : [[words.httpStatus, String(httpStatus)] as const]),
    [words.outcome, outcome],
    [words.time, formatExact(attempt.at)],
    ...(request
      ? [
          [words.batch, request.batchId] as const,
          [words.sent, words.together(request.itemCount)] as const,
          [words.duration, words.durationMs(request.durationMs)] as const,
        ]
      : []),
  ];
  const answer = request?.answer ?? cause?.detail ?? null;
  return (
    <details className="technical">
      <summary>{strings.common.technicalDetails}</summary>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {answer === null ? (
        <p className="quiet">{words.noAnswer}</p>
      ) : (
        <CodeBlock label={words.answer(attempt.attempt)}>{readableJson(answer)}</CodeBlock>
      )}
    </details>
  );
}
