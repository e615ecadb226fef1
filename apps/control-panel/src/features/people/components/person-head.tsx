import type { PersonCountsView } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import { Figure } from '../../../ui/figure';
import { FigureList } from '../../../ui/figure-list';
import { Section } from '../../../ui/section';
import { StatusWord } from '../../../ui/status-word';
import type { Tone } from '../../../ui/tone';
import type { PersonPage } from '../api/people';

const words = strings.people;

const FIGURES: readonly { key: Exclude<keyof PersonCountsView, 'completed'>; tone: Tone }[] = [
  { key: 'delivered', tone: 'ok' },
  { key: 'waiting', tone: 'progress' },
  { key: 'stopped', tone: 'stopped' },
  { key: 'notQueued', tone: 'off' },
  { key: 'keptBack', tone: 'off' },
];

/** Who it is, and how many of their completions stand where. */
export function PersonHead({ person }: { person: PersonPage }) {
  const { counts, staffNumber, email, username, suspended, deleted } = person;
  const known = [staffNumber === null ? words.noNumber : words.number(staffNumber), email, username].filter(
    Boolean,
  );
  return (
    <Section
      heading={words.detail.sentence(counts)}
      purpose={known.join(' · ')}
      aside={
        (deleted || suspended) && (
          <StatusWord tone="attention">{deleted ? words.deleted : words.suspended}</StatusWord>
        )
      }
    >
      <FigureList label={words.detail.counts}>
        {FIGURES.map(({ key, tone }) => (
          <Figure key={key} {...words.standings[key]} count={counts[key]} tone={tone} />
        ))}
      </FigureList>
    </Section>
  );
}
