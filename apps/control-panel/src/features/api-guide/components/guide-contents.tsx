import { strings } from '../../../lib/strings';

const words = strings.apiGuide;

const CHAPTERS = [
  ['authentication', words.authentication.title],
  ['read', words.read.title],
  ['response', words.response.title],
  ['acknowledge', words.acknowledge.title],
  ['errors', words.errors.title],
  ['push', words.push.title],
  ['try-it', words.tryIt.title],
] as const;

/** The contents, beside the text. */
export function GuideContents() {
  return (
    <nav className="guide-contents" aria-label={words.contents}>
      <p className="guide-contents-title">{words.contents}</p>
      <ul>
        {CHAPTERS.map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
