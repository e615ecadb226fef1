import { Title } from '@mantine/core';

interface TermListProps {
  heading: string;
  terms: readonly (readonly [term: string, meaning: string])[];
}

/** Names of parameters, fields or answers with what they mean. */
export function TermList({ heading, terms }: TermListProps) {
  return (
    <div className="terms">
      <Title order={3} size="h4">
        {heading}
      </Title>
      <dl>
        {terms.map(([term, meaning]) => (
          <div key={term}>
            <dt>
              <code>{term}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
