import type { PersonCompletionView, PersonDetailView } from '@oracle-integration/contracts';
import { dateOf } from '../../../lib/wire-date';

type Delivery = NonNullable<PersonCompletionView['delivery']>;

/** `PersonCompletionView` with dates in place of their texts. */
export interface PersonCompletion extends Omit<PersonCompletionView, 'timecompleted' | 'delivery'> {
  timecompleted: Date | null;
  delivery:
    (Omit<Delivery, 'sentAt' | 'nextAttemptAt'> & { sentAt: Date | null; nextAttemptAt: Date | null }) | null;
}

export interface PersonPage extends Omit<PersonDetailView, 'completions'> {
  completions: PersonCompletion[];
}

export function toPersonPage(view: PersonDetailView): PersonPage {
  return { ...view, completions: view.completions.map(toPersonCompletion) };
}

function toPersonCompletion({ timecompleted, delivery, ...rest }: PersonCompletionView): PersonCompletion {
  return {
    ...rest,
    timecompleted: dateOf(timecompleted),
    delivery: delivery && {
      ...delivery,
      sentAt: dateOf(delivery.sentAt),
      nextAttemptAt: dateOf(delivery.nextAttemptAt),
    },
  };
}
