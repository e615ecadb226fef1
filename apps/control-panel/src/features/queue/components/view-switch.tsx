import { strings } from '../../../lib/strings';
import { SearchLink } from '../../../ui/search-link';
import { newSearch, QUEUE_VIEWS, type QueueView } from '../queue-search';

const words = strings.queue.views;

/** Which view of the queue is shown. */
export function ViewSwitch({ view }: { view: QueueView }) {
  return (
    <ul className="segments" aria-label={words.label}>
      {QUEUE_VIEWS.map((one) => (
        <li key={one}>
          <SearchLink
            change={newSearch({ view: one })}
            className="segment"
            aria-current={one === view ? 'true' : undefined}
          >
            {words[one]}
          </SearchLink>
        </li>
      ))}
    </ul>
  );
}
