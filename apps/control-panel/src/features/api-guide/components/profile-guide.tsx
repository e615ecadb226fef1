import { Title } from '@mantine/core';
import type { ProfileAnswerView, ProfileExchangeView, ProfileGuideView } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import { readableJson } from '../../../lib/technical-text';
import { CodeBlock } from '../../../ui/code-block';
import { Endpoint } from './endpoint';
import { TermList } from './term-list';

const words = strings.apiGuide.push;

/** What one delivery profile asks of Oracle. */
export function ProfileGuide({ guide: { help, needs, exchanges } }: { guide: ProfileGuideView }) {
  return (
    <div className="profile-guide">
      <p>{help}</p>
      <Title order={3} size="h4">
        {words.needs}
      </Title>
      <ul className="guide-steps">
        {needs.map((need) => (
          <li key={need}>{need}</li>
        ))}
      </ul>
      {exchanges.map((exchange) => (
        <Exchange key={exchange.title} exchange={exchange} />
      ))}
    </div>
  );
}

/** One request that we make, with the answers that it may get. */
function Exchange({ exchange }: { exchange: ProfileExchangeView }) {
  const { title, help, method, url, headers, body, answers } = exchange;
  const request = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return (
    <section className="profile-guide" aria-label={title}>
      <Title order={3} size="h4">
        {title}
      </Title>
      <p>{help}</p>
      {url === null ? (
        <p className="quiet">{words.noUrl(method)}</p>
      ) : (
        <Endpoint method={method} url={url} copyLabel={strings.apiGuide.copyAddress} />
      )}
      <CodeBlock label={words.request}>
        {[request.join('\n'), ...(body === null ? [] : [readableJson(body)])].join('\n\n')}
      </CodeBlock>
      <TermList
        heading={words.answers}
        terms={answers.map(({ status, meaning }) => [String(status), meaning])}
      />
      {answers.map((answer) => (
        <AnswerBody key={`${answer.status} ${answer.meaning}`} answer={answer} />
      ))}
    </section>
  );
}

function AnswerBody({ answer: { status, body } }: { answer: ProfileAnswerView }) {
  return body === null ? null : <CodeBlock label={words.answer(status)}>{readableJson(body)}</CodeBlock>;
}
