import type { ReactNode } from 'react';

interface VariableHintProps {
  /** What comes before the variable: `Not set. Set by`. */
  children: ReactNode;
  /** The environment variable, with its value where only one will do. */
  variable: string;
}

/** How something is configured from outside. */
export function VariableHint({ children, variable }: VariableHintProps) {
  return (
    <span className="variable-hint">
      {children} <code className="variable">{variable}</code>
    </span>
  );
}
