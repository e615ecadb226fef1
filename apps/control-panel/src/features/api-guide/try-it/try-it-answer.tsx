import { Button } from '@mantine/core';
import { formatCount } from '../../../lib/format';
import { strings } from '../../../lib/strings';
import { Address } from '../../../ui/address';
import { CodeBlock } from '../../../ui/code-block';
import { StatusWord } from '../../../ui/status-word';
import type { TryItAnswer } from './try-it-call';

const words = strings.apiGuide.tryIt;

/** A page of a thousand records would bring the browser to its knees. */
const SHOWN_CHARACTERS = 20_000;

interface TryItAnswerPictureProps {
  answer: TryItAnswer;
  isPending: boolean;
  onNext: (cursor: string) => void;
}

/** Status, headers and body of an answer. */
export function TryItAnswerPicture({ answer, isPending, onNext }: TryItAnswerPictureProps) {
  const { url, status, statusText, milliseconds, headers, body, nextCursor } = answer;
  return (
    <div className="try-it-answer" aria-live="polite">
      <div>
        <StatusWord tone={status < 300 ? 'ok' : 'stopped'}>
          {words.answered(status, statusText, milliseconds)}
        </StatusWord>
      </div>
      <Address>{url}</Address>
      <details className="technical">
        <summary>{words.headers}</summary>
        <dl>
          {headers.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      <CodeBlock label={words.body}>{body.slice(0, SHOWN_CHARACTERS)}</CodeBlock>
      {body.length > SHOWN_CHARACTERS && (
        <p className="quiet">{words.cut(formatCount(SHOWN_CHARACTERS), formatCount(body.length))}</p>
      )}
      {nextCursor !== null && (
        <div>
          <Button variant="default" loading={isPending} onClick={() => onNext(nextCursor)}>
            {words.next}
          </Button>
        </div>
      )}
    </div>
  );
}
