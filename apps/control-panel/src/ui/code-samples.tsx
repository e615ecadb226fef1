import { Tabs } from '@mantine/core';
import { CodeBlock } from './code-block';

export interface CodeSample {
  /** `curl`, `JavaScript` … */
  language: string;
  code: string;
}

interface CodeSamplesProps {
  /** What the code does: "Read completions". */
  label: string;
  samples: readonly CodeSample[];
  /** The language that is shown. */
  language: string;
  /** One choice for all samples of a page. */
  onLanguage: (language: string) => void;
}

/** The same thing in several languages, as tabs. */
export function CodeSamples({ label, samples, language, onLanguage }: CodeSamplesProps) {
  return (
    <Tabs
      className="code-samples"
      value={language}
      onChange={(chosen) => chosen !== null && onLanguage(chosen)}
      keepMounted={false}
    >
      <Tabs.List aria-label={label}>
        {samples.map((sample) => (
          <Tabs.Tab key={sample.language} value={sample.language}>
            {sample.language}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {samples.map((sample) => (
        <Tabs.Panel key={sample.language} value={sample.language}>
          <CodeBlock label={`${label}, ${sample.language}`} isBare>
            {sample.code}
          </CodeBlock>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
