import type { CompletionView } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import { CodeBlock } from '../../../ui/code-block';
import { deliveryAnswerSample, deliverySample } from '../samples/message-samples';
import { Chapter } from './chapter';
import { TermList } from './term-list';

const words = strings.apiGuide.push;

/** How Push works, and what Oracle's side has to offer. */
export function PushChapter({ sample }: { sample: CompletionView }) {
  return (
    <Chapter id="push" title={words.title}>
      <p>{words.text}</p>
      <ol className="guide-steps">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <TermList heading={words.needs} terms={words.needList} />
      <CodeBlock label={words.request}>{deliverySample(sample)}</CodeBlock>
      <CodeBlock label={words.answer}>{deliveryAnswerSample(sample)}</CodeBlock>
    </Chapter>
  );
}
