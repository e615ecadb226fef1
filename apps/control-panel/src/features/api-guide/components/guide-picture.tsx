import { useState } from 'react';
import { strings } from '../../../lib/strings';
import { CodeBlock } from '../../../ui/code-block';
import { CodeSamples } from '../../../ui/code-samples';
import type { GuideFacts } from '../guide-facts';
import { acknowledgeSamples } from '../samples/acknowledge-samples';
import { acknowledgedSample, pageSample, PROBLEM_SAMPLE } from '../samples/message-samples';
import { readSamples } from '../samples/read-samples';
import { TryIt } from '../try-it/try-it';
import { Chapter } from './chapter';
import { Endpoint } from './endpoint';
import { GuideContents } from './guide-contents';
import { PushChapter } from './push-chapter';
import { TermList } from './term-list';
import '../api-guide.css';

const words = strings.apiGuide;

/** The guide with the addresses of this site. */
export function GuidePicture({ facts }: { facts: GuideFacts }) {
  const { completionsUrl, acknowledgementUrl, isPullOn, sample } = facts;
  const [language, setLanguage] = useState('curl');
  return (
    <div className="guide">
      <GuideContents />
      <div className="guide-text">
        <Chapter id="authentication" title={words.authentication.title}>
          <p>{words.authentication.text}</p>
          <CodeBlock label="X-Api-Key">{'X-Api-Key: <token>'}</CodeBlock>
          <p>{words.authentication.alternative}</p>
          <CodeBlock label="Authorization">{'Authorization: Bearer <token>'}</CodeBlock>
          <p>{words.authentication.https}</p>
        </Chapter>
        <Chapter id="read" title={words.read.title}>
          <Endpoint method="GET" url={completionsUrl} copyLabel={words.copyAddress} />
          <p>{words.read.text}</p>
          <TermList heading={words.read.parameters} terms={words.read.list} />
          <CodeSamples
            label={words.read.samples}
            samples={readSamples(completionsUrl)}
            language={language}
            onLanguage={setLanguage}
          />
        </Chapter>
        <Chapter id="response" title={words.response.title}>
          <p>{words.response.text}</p>
          <CodeBlock label={words.response.sample}>{pageSample(sample)}</CodeBlock>
          <p className="quiet">{words.response.sampleNote}</p>
          <TermList heading={words.response.fieldsHeading} terms={words.response.fields} />
        </Chapter>
        <Chapter id="acknowledge" title={words.acknowledge.title}>
          <Endpoint method="POST" url={acknowledgementUrl} copyLabel={words.copyAddress} />
          <p>{words.acknowledge.text}</p>
          <TermList heading={words.acknowledge.parameters} terms={words.acknowledge.list} />
          <CodeSamples
            label={words.acknowledge.samples}
            samples={acknowledgeSamples(acknowledgementUrl, sample.id)}
            language={language}
            onLanguage={setLanguage}
          />
          <CodeBlock label={words.acknowledge.answer}>{acknowledgedSample(sample)}</CodeBlock>
          <TermList heading={words.acknowledge.results} terms={words.acknowledge.resultList} />
        </Chapter>
        <Chapter id="errors" title={words.errors.title}>
          <p>{words.errors.text}</p>
          <CodeBlock label={words.errors.sample}>{PROBLEM_SAMPLE}</CodeBlock>
          <TermList heading={words.errors.codes} terms={words.errors.list} />
        </Chapter>
        <PushChapter />
        <Chapter id="try-it" title={words.tryIt.title}>
          <p>{words.tryIt.text}</p>
          <TryIt isPullOn={isPullOn} />
        </Chapter>
      </div>
    </div>
  );
}
