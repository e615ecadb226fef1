import { strings } from '../lib/strings';
import { CopyButton } from './copy-button';

interface CodeBlockProps {
  children: string;
  /** What it is, for a screen reader and above the block: "Response". */
  label: string;
  /** Without the line above it, where something else already names it. */
  isBare?: boolean;
}

/** Code to copy. It scrolls inside its frame, by the keyboard as well. */
export function CodeBlock({ children, label, isBare = false }: CodeBlockProps) {
  return (
    <div className="code-block">
      {!isBare && <span className="code-label">{label}</span>}
      <span className="code-copy">
        <CopyButton value={children} label={strings.common.copyOf(label)} />
      </span>
      <pre tabIndex={0} role="region" aria-label={label}>
        <code>{children}</code>
      </pre>
    </div>
  );
}
